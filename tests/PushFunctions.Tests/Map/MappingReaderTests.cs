using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class MappingReaderTests
{
    [Fact]
    public void A_mapping_says_all_it_can_say()
    {
        var mapping = Maps.Read("""
            {
              "type": "order.shipped",
              "message": { "title": "{{data.t}}", "content": "c" },
              "to": { "users": ["/data/buyer", "/data/watchers"] },
              "strategy": "agoraOnly",
              "onOverflow": "truncate",
              "onMissing": "refuse",
              "expiresAfter": "PT2H",
              "languages": { "de": { "message": { "title": "Hallo" } } }
            }
            """).Mapping;

        Assert.Equal(("order.shipped", 1), (mapping.Type, mapping.Strategy));
        Assert.Equal((Overflow.Truncate, Lack.Refuse), (mapping.OnOverflow, mapping.OnMissing));
        Assert.Equal(TimeSpan.FromHours(2), mapping.ExpiresAfter);
        Assert.True(mapping.To!.Many);
        Assert.Equal(["/data/buyer", "/data/watchers"], mapping.To.Pointers.Select(pointer => pointer.ToString()));
        Assert.Equal(["de"], mapping.Languages.Keys);
    }

    [Fact]
    public void What_a_mapping_does_not_say_has_its_default()
    {
        var mapping = Maps.Read("""{"type":"t","message":{}}""").Mapping;

        Assert.Equal((2, Overflow.Refuse, Lack.Empty), (mapping.Strategy, mapping.OnOverflow, mapping.OnMissing));
        Assert.Null(mapping.ExpiresAfter);
        Assert.Null(mapping.To);
        Assert.Empty(mapping.Languages);
    }

    [Theory]
    [InlineData("\"mesage\":{}", "/mesage", "is not known; known are type, message, to")]
    [InlineData("\"a/b\":1", "/a~1b", "is not known")]
    [InlineData("\"to\":\"/data/x\"", "/to", "give a JSON pointer")]
    [InlineData("\"to\":{}", "/to", "exactly one of 'user', 'users', 'audience', 'labels', 'members' and 'everyone'")]
    [InlineData("\"to\":{\"audience\":\"all\"}", "/to/audience", "/data")]
    [InlineData("\"to\":{\"labels\":[\"vip\"]}", "/to/labels", "/data")]
    [InlineData("\"to\":{\"everyone\":false}", "/to/everyone", "must be true")]
    [InlineData("\"to\":{\"everyone\":true,\"user\":\"/data/x\"}", "/to", "exactly one of")]
    [InlineData("\"to\":{\"user\":\"/data/x\",\"audience\":\"/data/y\"}", "/to", "exactly one of")]
    [InlineData("\"to\":{\"user\":\"/data/x\",\"users\":\"/data/y\"}", "/to", "exactly one of 'user', 'users', 'audience', 'labels', 'members' and 'everyone'")]
    [InlineData("\"to\":{\"user\":\"data/x\"}", "/to/user", "begins with /data")]
    [InlineData("\"to\":{\"user\":\"/order/x\"}", "/to/user", "begins with /data")]
    [InlineData("\"to\":{\"user\":\"/data/~x\"}", "/to/user", "begins with /data")]
    [InlineData("\"to\":{\"user\":[\"/data/x\"]}", "/to/user", "begins with /data")]
    [InlineData("\"to\":{\"users\":[]}", "/to/users", "is empty")]
    [InlineData("\"to\":{\"users\":[\"/data/x\",7]}", "/to/users/1", "begins with /data")]
    [InlineData("\"to\":{\"user\":\"/data/x\",\"label\":\"y\"}", "/to/label", "is not known; known are user, users")]
    [InlineData("\"strategy\":\"pigeon\"", "/strategy", "is not known; known are \"vendorThenAgora\" (0)")]
    [InlineData("\"onOverflow\":\"cut\"", "/onOverflow", "known are \"refuse\" and \"truncate\"")]
    [InlineData("\"onMissing\":\"warn\"", "/onMissing", "known are \"empty\" and \"refuse\"")]
    [InlineData("\"onMissing\":null", "/onMissing", "known are \"empty\" and \"refuse\"")]
    [InlineData("\"expiresAfter\":7200", "/expiresAfter", "is not a duration")]
    [InlineData("\"expiresAfter\":\"2h\"", "/expiresAfter", "such as PT2H")]
    [InlineData("\"languages\":[]", "/languages", "must be an object")]
    [InlineData("\"languages\":{\"d\":{\"message\":{}}}", "/languages/d", "is not a language")]
    [InlineData("\"languages\":{\"de\":\"Hallo\"}", "/languages/de", "must be an object with a message")]
    [InlineData("\"languages\":{\"de\":{}}", "/languages/de/message", "is missing")]
    [InlineData("\"languages\":{\"de\":{\"message\":{},\"to\":1}}", "/languages/de/to", "is not known; known are message")]
    [InlineData("\"languages\":{\"de\":{\"message\":{}},\"DE\":{\"message\":{}}}", "/languages/DE", "is there twice")]
    [InlineData("\"languages\":{\"de\":{\"message\":{\"title\":\"{{#if\"}}}", "/languages/de/message/title", "is not a template")]
    public void What_is_wrong_is_named_by_its_path(string member, string path, string why)
    {
        var errors = Errors($$"""{"type":"t","message":{"title":"{{"{{data.t}}"}}"},{{member}}}""");

        Assert.Equal(path, Assert.Single(errors).Path);
        Assert.Contains(why, errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once() => Assert.Equal(
        ["/x", "/type", "/message", "/strategy"],
        Errors("""{"x":1,"type":7,"message":"m","strategy":9}""").Select(error => error.Path));

    [Theory]
    [InlineData("""{"title":7}""", "/message/title")]
    [InlineData("""{"content":["{{data.x}}"]}""", "/message/content")]
    [InlineData("""{"ext":"{{data.x}}"}""", "/message/ext")]
    [InlineData("""{"apns":["x"]}""", "/message/apns")]
    [InlineData("""{"apns":{"badge":"x"}}""", "/message/apns/badge")]
    [InlineData("""{"title":"123456789012345678901234567890123"}""", "/message/title")]
    public void A_message_that_no_data_could_make_right_is_wrong(string message, string path) =>
        Assert.Equal([path], Errors($$"""{"type":"t","message":{{message}}}""").Select(error => error.Path));

    [Theory]
    [InlineData("""{"title":"123456789012345678901234567890123"}""", "\"onOverflow\":\"truncate\"")]
    [InlineData("""{"title":"{{data.a}} 123456789012345678901234567890123"}""", "\"onOverflow\":\"refuse\"")]
    [InlineData("""{"ext":{"a":"{{data.x}}"}}""", "\"onOverflow\":\"refuse\"")]
    [InlineData("{}", "\"onOverflow\":\"refuse\"")]
    public void A_message_that_some_data_makes_right_is_taken(string message, string overflow) =>
        Assert.NotNull(Maps.Read($$"""{"type":"t","message":{{message}},{{overflow}}}"""));

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(60, false)]
    public void A_message_is_at_most_32_levels_deep(int levels, bool passes)
    {
        var deep = Some.Deep(levels);

        Assert.Equal(passes ? [] : ["/message"], Paths($$"""{"type":"t","message":{{deep}}}"""));
        Assert.Equal(
            passes ? [] : ["/languages/de/message"],
            Paths($$"""{"type":"t","message":{},"languages":{"de":{"message":{{deep}} } } }"""));

        static IEnumerable<string> Paths(string json) => MappingReader.Read(Some.Json(json)) is MappingRead.Wrong wrong
            ? wrong.Errors.Select(error => error.Path)
            : [];
    }

    [Fact]
    public void A_type_that_is_known_may_be_left_out_and_must_be_the_same_otherwise()
    {
        Assert.IsType<MappingRead.Ready>(MappingReader.Read(Some.Json("""{"message":{}}"""), "a"));
        Assert.IsType<MappingRead.Ready>(MappingReader.Read(Some.Json("""{"type":"a","message":{}}"""), "a"));
        var wrong = MappingReader.Read(Some.Json("""{"type":"b","message":{}}"""), "a");
        Assert.Contains("is 'b', but the address says 'a'", Assert.IsType<MappingRead.Wrong>(wrong).Errors[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PT2H", 7_200)]
    [InlineData("PT1S", 1)]
    [InlineData("P1D", 86_400)]
    [InlineData("P1DT12H30M5S", 131_405)]
    [InlineData("P2W", 1_209_600)]
    [InlineData("P365D", 31_536_000)]
    [InlineData("PT90M", 5_400)]
    public void Durations_are_read(string text, int seconds)
    {
        Assert.True(Durations.TryRead(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("PT0S")]
    [InlineData("-PT2H")]
    [InlineData("P366D")]
    [InlineData("P53W")]
    [InlineData("PT99999999H")]
    [InlineData("PT99999999S")]
    [InlineData("2:00:00")]
    [InlineData("PT2H\n")]
    [InlineData("PT1.5H")]
    public void What_is_no_duration_is_not_taken(string text) => Assert.False(Durations.TryRead(text, out _));

    private static IReadOnlyList<PushFunctions.Problems.FieldError> Errors(string json) =>
        Assert.IsType<MappingRead.Wrong>(MappingReader.Read(Some.Json(json))).Errors;
}
