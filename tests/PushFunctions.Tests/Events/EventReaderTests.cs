using System.Text;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

public sealed class EventReaderTests
{
    [Fact]
    public void An_event_is_read_with_all_it_says()
    {
        var read = Event("""
            {"id":"17","type":"order","app":"shop","to":{"users":["bob","ada"]},"data":{"o":1},"push":{"title":"t"},
             "strategy":"agoraOnly","unknown":true}
            """);

        Assert.Equal(("17", "", "order", "shop"), (read.Id, read.Source, read.Type, read.App));
        Assert.Equal(["ada", "bob"], read.To!.Ids);
        Assert.Equal("""{"o":1}""", read.Data.GetRawText());
        Assert.Equal("""{"title":"t"}""", read.Push!.ToJsonString());
        Assert.Equal(1, read.Strategy);
        Assert.Matches("^[0-9a-f]{64}$", read.BodyHash);
    }

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var read = Event("""{"id":"1","type":"t","to":{"user":"ada"}}""");

        Assert.Equal("default", read.App);
        Assert.Equal("{}", read.Data.GetRawText());
        Assert.Null(read.Push);
        Assert.Null(read.Strategy);
        Assert.Empty(read.Warnings);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(62, false)]
    public void A_message_of_its_own_is_at_most_32_levels_deep(int levels, bool passes)
    {
        var read = EventReader.Read(Encoding.UTF8.GetBytes(
            $$"""{"id":"1","type":"t","to":{"user":"ada"},"push":{{Some.Deep(levels)}}}"""));

        Assert.Equal(
            passes ? [] : [new FieldError(
                "/push", $"is nested {levels} levels deep; a message may have 32. Give what lies deeper as text.")],
            read is EventRead.Refused refused ? refused.Problem.Errors : []);
    }

    [Fact]
    public void Who_gets_it_may_be_left_to_the_mapping() =>
        Assert.Null(Event("""{"id":"1","type":"t","data":{"user":"ada"}}""").To);

    [Theory]
    [InlineData("\"id\":\"1\"", "\"id\":7", "/id")]
    [InlineData("\"id\":\"1\",", "", "/id")]
    [InlineData("\"id\":\"1\"", "\"id\":null", "/id")]
    [InlineData("\"id\":\"1\"", "\"id\":\"\"", "/id")]
    [InlineData("\"id\":\"1\"", "\"id\":\"a\\u0000b\"", "/id")]
    [InlineData("\"id\":\"1\"", "\"id\":\"a\\nb\"", "/id")]
    [InlineData("\"type\":\"t\"", "\"type\":[\"t\"]", "/type")]
    [InlineData("\"type\":\"t\"", "\"kind\":\"t\"", "/type")]
    [InlineData("\"type\":\"t\"", "\"type\":\"\\u007f\"", "/type")]
    [InlineData("\"type\":\"t\"", "\"type\":\"t\",\"app\":null", "/app")]
    [InlineData("\"type\":\"t\"", "\"type\":\"t\",\"app\":\"\"", "/app")]
    [InlineData("\"type\":\"t\"", "\"type\":\"t\",\"push\":null", "/push")]
    [InlineData("\"type\":\"t\"", "\"type\":\"t\",\"push\":\"hello\"", "/push")]
    [InlineData("\"type\":\"t\"", "\"type\":\"t\",\"strategy\":\"pigeon\"", "/strategy")]
    [InlineData("\"type\":\"t\"", "\"type\":\"t\",\"strategy\":9", "/strategy")]
    [InlineData("\"to\":{\"user\":\"ada\"}", "\"to\":{\"user\":\"Ada\"}", "/to/user")]
    [InlineData("\"to\":{\"user\":\"ada\"}", "\"to\":null", "/to")]
    public void A_wrong_field_is_named_by_its_path(string good, string bad, string path)
    {
        var problem = Problem(
            """{"id":"1","type":"t","to":{"user":"ada"}}""".Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal((400, ProblemCodes.InvalidEvent), (problem.Status, problem.Code));
        Assert.Equal(path, Assert.Single(problem.Errors).Path);
        Assert.Contains(path, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        ["/id", "/type", "/app", "/to", "/push", "/strategy"],
        Problem("""{"app":1,"to":1,"push":1,"strategy":"x"}""").Errors.Select(error => error.Path));

    [Theory]
    [InlineData(1_024, true)]
    [InlineData(1_025, false)]
    public void An_id_has_at_most_1024_characters(int length, bool passes)
    {
        var json = $$$"""{"id":"{{{new string('x', length)}}}","type":"t","to":{"user":"ada"}}""";

        if (passes) Assert.Equal(length, Event(json).Id.Length);
        else Assert.Contains("is 1025 characters long; give 1 to 1024", Problem(json).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Line 1, position 1:")]
    [InlineData("{", "Line 1, position 2:")]
    [InlineData("{\n  \"id\": nope }", "Line 2, position 10:")]
    [InlineData("{\"id\":\"1\"} x", "Line 1, position 12:")]
    [InlineData("{\"id\":\"1\",}", "Line 1, position 11:")]
    [InlineData("{'id':1}", "Line 1, position 2:")]
    [InlineData("{\"a\":\"x\ny\"}", "position 8:")]
    [InlineData("{} // no comments", "Line 1, position 4:")]
    public void Broken_JSON_is_refused_with_line_and_position(string json, string place)
    {
        var problem = Problem(json);

        Assert.Equal((400, ProblemCodes.MalformedJson), (problem.Status, problem.Code));
        Assert.Contains(place, problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"1","id":"2"}""", "'id'")]
    [InlineData("{\n\"to\":{\"user\":\"a\",\"user\":\"b\"}}", "'user'")]
    [InlineData("""{"data":{"x":[{"y":1,"\u0079":2}]}}""", "'y'")]
    public void A_member_that_is_there_twice_is_named_and_no_place_is_made_up(string json, string name)
    {
        var problem = Problem(json);

        Assert.Equal(ProblemCodes.MalformedJson, problem.Code);
        Assert.Contains(name, problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Line 1, position 1:", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, ProblemCodes.InvalidEvent)]
    [InlineData(65, ProblemCodes.MalformedJson)]
    [InlineData(100_000, ProblemCodes.MalformedJson)]
    public void JSON_may_be_64_deep(int depth, string code) => Assert.Equal(
        code, Problem("{\"data\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}").Code);

    [Theory]
    [InlineData("""{"id":"\ud800","type":"t","to":{"user":"ada"}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"user":"ada"},"data":{"x":"\udc00"}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"user":"ada"},"data":{"\ud800":1}}""")]
    [InlineData("""{"id":"1","type":"t","to":{"user":"ada"},"more":["\ud83d"]}""")]
    public void Half_a_character_is_refused_wherever_it_is(string json)
    {
        var problem = Problem(json);

        Assert.Equal((400, ProblemCodes.MalformedJson), (problem.Status, problem.Code));
        Assert.Contains("surrogate", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] body = [.. """{"id":"1","type":"t","to":{"user":"ada"},"data":{"x":" """u8, 0xC3, 0x28, .. "\"}}"u8];

        Assert.Equal(ProblemCodes.MalformedJson, Assert.IsType<EventRead.Refused>(EventReader.Read(body)).Problem.Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("\"x\"")]
    public void Other_JSON_than_an_object_is_no_event(string json) =>
        Assert.Equal(ProblemCodes.InvalidEvent, Problem(json).Code);

    [Theory]
    [InlineData("all")]
    [InlineData("A.b_c-9")]
    [InlineData("7")]
    public void An_event_may_name_an_audience(string name)
    {
        var read = Event($$$"""{"id":"1","type":"t","to":{"audience":"{{{name}}}"}}""");

        Assert.Equal(name, read.Audience);
        Assert.Null(read.To);
    }

    [Theory]
    [InlineData("""{"audience":""}""", "/to/audience")]
    [InlineData("""{"audience":"a/b"}""", "/to/audience")]
    [InlineData("""{"audience":"a|b"}""", "/to/audience")]
    [InlineData("""{"audience":".a"}""", "/to/audience")]
    [InlineData("""{"audience":"a."}""", "/to/audience")]
    [InlineData("""{"audience":"a\n"}""", "/to/audience")]
    [InlineData("""{"audience":["a"]}""", "/to/audience")]
    [InlineData("""{"audience":"a","user":"ada"}""", "/to")]
    [InlineData("""{"audience":"a","users":["ada"]}""", "/to")]
    public void Other_names_and_other_users_beside_one_are_refused(string to, string path)
    {
        var problem = Problem($$$"""{"id":"1","type":"t","to":{{{to}}}}""");

        Assert.Equal((400, ProblemCodes.InvalidEvent), (problem.Status, problem.Code));
        Assert.Equal(path, Assert.Single(problem.Errors).Path);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void The_name_of_an_audience_has_at_most_128_letters(int letters, bool isName) =>
        Assert.Equal(isName, AudienceName.IsName(new('a', letters)));

    [Theory]
    [InlineData("2026-12-01T08:00:00Z")]
    [InlineData("2026-12-01T09:00:00+01:00")]
    public void A_time_to_send_at_is_read(string sendAt) => Assert.Equal(
        new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero),
        Event($$"""{"id":"1","type":"t","to":{"user":"ada"},"sendAt":"{{sendAt}}"}""").SendAt);

    [Fact]
    public void NUL_inside_data_is_text_like_any_other() =>
        Assert.Equal("a\0b", Event("""{"id":"1","type":"t","to":{"user":"ada"},"data":{"x":"a\u0000b"}}""")
            .Data.GetProperty("x").GetString());

    private static AppEvent Event(string json) => Assert.IsType<EventRead.Event>(Read(json)).Value;

    private static Problem Problem(string json) => Assert.IsType<EventRead.Refused>(Read(json)).Problem;

    private static EventRead Read(string json) => EventReader.Read(Encoding.UTF8.GetBytes(json));
}
