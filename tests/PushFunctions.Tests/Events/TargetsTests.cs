using System.Text.Json;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

public sealed class TargetsTests
{
    private readonly List<FieldError> _errors = [];
    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData("a", true)]
    [InlineData("z09_-.", true)]
    [InlineData("...", true)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Ada", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("a@b", false)]
    [InlineData("a\n", false)]
    [InlineData("a|b", false)]
    [InlineData("٣", false)]
    public void A_user_id_has_lower_case_letters_digits_and_three_signs(string? id, bool isUser) =>
        Assert.Equal(isUser, Targets.IsUser(id));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_user_id_has_at_most_64(int length, bool isUser) =>
        Assert.Equal(isUser, Targets.IsUser(new('a', length)));

    [Fact]
    public void One_user_is_read()
    {
        Assert.Equal(["ada"], Read("""{"to":{"user":"ada"}}"""));
        Assert.Empty(_errors);
    }

    [Fact]
    public void Users_are_sorted_and_doubles_told_once_with_a_warning()
    {
        Assert.Equal(["a-b", "ada", "bob"], Read("""{"to":{"users":["bob","ada","bob","a-b","bob"]}}"""));

        Assert.Equal("Users named more than once are told once; left out: 2 of 5 entries.", Assert.Single(_warnings));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void A_list_has_at_most_10_000(int count, bool passes)
    {
        var read = Read(JsonSerializer.Serialize(new { to = new { users = Some.Users(count) } }));

        Assert.Equal(passes ? count : 0, read.Count);
        Assert.Equal(passes, _errors.Count == 0);
        Assert.All(
            _errors, error => Assert.Contains("names 10,001 users; at most 10,000", error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"to":null}""", "/to")]
    [InlineData("""{"to":"ada"}""", "/to")]
    [InlineData("""{"to":["ada"]}""", "/to")]
    [InlineData("""{"to":{}}""", "/to")]
    [InlineData("""{"to":{"user":"ada","users":["bob"]}}""", "/to")]
    [InlineData("""{"to":{"users":"ada"}}""", "/to/users")]
    [InlineData("""{"to":{"users":[]}}""", "/to/users")]
    [InlineData("""{"to":{"users":null}}""", "/to/users")]
    [InlineData("""{"to":{"user":null}}""", "/to/user")]
    [InlineData("""{"to":{"user":["ada"]}}""", "/to/user")]
    [InlineData("""{"to":{"user":"Ada"}}""", "/to/user")]
    [InlineData("""{"to":{"users":["ada",7]}}""", "/to/users/1")]
    [InlineData("""{"to":{"users":["ada",null]}}""", "/to/users/1")]
    [InlineData("""{"to":{"users":["ada","a b"]}}""", "/to/users/1")]
    [InlineData("""{"to":{"users":["ada",{"name":"bob"}]}}""", "/to/users/1/id")]
    [InlineData("""{"to":{"users":["ada",{"id":"Bob"}]}}""", "/to/users/1/id")]
    [InlineData("""{"to":{"users":["ada",{"id":"bob","data":null}]}}""", "/to/users/1/data")]
    [InlineData("""{"to":{"users":["ada",{"id":"bob","data":"x"}]}}""", "/to/users/1/data")]
    [InlineData("""{"to":{"users":["ada",["bob"]]}}""", "/to/users/1")]
    public void What_is_wrong_is_named_by_its_path(string json, string path)
    {
        Assert.Empty(Read(json));

        Assert.Equal(path, Assert.Single(_errors).Path);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(11, 11)]
    [InlineData(50, 11)]
    public void Of_bad_ids_the_first_10_are_named_and_the_rest_counted(int bad, int errors)
    {
        Read(JsonSerializer.Serialize(new { to = new { users = Enumerable.Range(0, bad).Select(no => $"Bad{no}") } }));

        Assert.Equal(errors, _errors.Count);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(no => $"/to/users/{no}"), _errors.Take(10).Select(error => error.Path));
        if (bad > 10) Assert.StartsWith($"{bad} users are not valid", _errors[10].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_id_of_any_length_is_shown_shortened()
    {
        Read(JsonSerializer.Serialize(new { to = new { user = new string('x', 100_000) } }));

        Assert.InRange(Assert.Single(_errors).Message.Length, 1, 250);
    }

    [Fact]
    public void A_bad_id_is_not_cut_within_a_character()
    {
        Read(JsonSerializer.Serialize(new { to = new { user = new string('x', 63) + "😀😀" } }));

        Assert.DoesNotContain(Assert.Single(_errors).Message.EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void Users_may_bring_data_of_their_own()
    {
        var users = Targets.Read(
            Some.Json("""{"to":{"users":[{"id":"bob","data":{"name":"B"}},"ada",{"id":"cy"}]}}"""), _errors, _warnings)!;

        Assert.Equal(["ada", "bob", "cy"], users.Ids);
        Assert.Equal("""{"name":"B"}""", Assert.Single(users.Data, pair => pair.Key == "bob").Value.GetRawText());
        Assert.Empty(_errors);
    }

    [Fact]
    public void One_user_may_bring_data_too() => Assert.Equal(
        ["ada"],
        Targets.Read(Some.Json("""{"to":{"user":{"id":"ada","data":{"name":"A"}}}}"""), _errors, _warnings)!.Data.Keys);

    [Fact]
    public void Of_a_user_named_twice_the_first_data_stays()
    {
        var users = Targets.Read(
            Some.Json("""{"to":{"users":[{"id":"ada","data":{"n":1}},{"id":"ada","data":{"n":2}}]}}"""), _errors, _warnings)!;

        Assert.Equal("""{"n":1}""", users.Data["ada"].GetRawText());
        Assert.Equal("Users named more than once are told once; left out: 1 of 2 entries.", Assert.Single(_warnings));
    }

    [Theory]
    [InlineData("""{"user":"/data/who"}""", """{"who":"ada"}""", new[] { "ada" })]
    [InlineData("""{"user":"/data/who/id"}""", """{"who":{"id":"ada"}}""", new[] { "ada" })]
    [InlineData("""{"user":"/data/who"}""", """{"who":{"id":"ada","data":{"n":1}}}""", new[] { "ada" })]
    [InlineData("""{"users":"/data/who"}""", """{"who":["bob","ada",{"id":"cy"}]}""", new[] { "ada", "bob", "cy" })]
    [InlineData("""{"users":"/data/who"}""", """{"who":"ada"}""", new[] { "ada" })]
    [InlineData("""{"users":["/data/who","/data/more/0"]}""", """{"who":["bob"],"more":["ada"]}""", new[] { "ada", "bob" })]
    [InlineData("""{"users":"/data"}""", """["ada"]""", new[] { "ada" })]
    [InlineData("""{"user":"/data/who"}""", """{"who":17}""", new[] { "17" })]
    [InlineData("""{"users":"/data"}""", """["ada",17]""", new[] { "17", "ada" })]
    public void A_mapping_finds_users_in_the_data(string to, string data, string[] users)
    {
        Assert.Equal(users, Find(to, data)!.Ids);
        Assert.Empty(_errors);
    }

    [Theory]
    [InlineData("""{"user":"/data/who"}""", "{}", "/data/who", "is missing")]
    [InlineData("""{"user":"/data/who"}""", """{"who":null}""", "/data/who", "is missing")]
    [InlineData("""{"user":"/data/who"}""", "null", "/data/who", "is missing")]
    [InlineData("""{"user":"/data/who"}""", """{"who":1.5}""", "/data/who", "is Number, not a string")]
    [InlineData("""{"user":"/data/who"}""", """{"who":".."}""", "/data/who", "is '..', which is not a user id: no address")]
    [InlineData("""{"user":"/data/who"}""", """{"who":"Ada"}""", "/data/who", "is not a user id: 1 to 64")]
    [InlineData("""{"user":"/data/who"}""", """{"who":["ada"]}""", "/data/who", "is Array, not a string")]
    [InlineData("""{"user":"/data/who"}""", """{"who":{"name":"ada"}}""", "/data/who/id", "is missing")]
    [InlineData("""{"users":"/data/who"}""", """{"who":[]}""", "/data/who", "is empty")]
    [InlineData("""{"users":"/data/who"}""", """{"who":["ada",["bob"]]}""", "/data/who/1", "is Array, not a string")]
    [InlineData("""{"users":["/data/who","/data/more"]}""", """{"who":["ada"]}""", "/data/more", "is missing")]
    public void What_a_mapping_does_not_find_is_named_by_its_path(string to, string data, string path, string why)
    {
        Assert.Null(Find(to, data));

        var error = Assert.Single(_errors);
        Assert.Equal(path, error.Path);
        Assert.StartsWith(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_finds_at_most_10_000_users()
    {
        Assert.Null(Find("""{"users":"/data"}""", JsonSerializer.Serialize(Some.Users(10_001))));

        Assert.Contains("names 10,001 users", Assert.Single(_errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_are_too_long_are_counted_and_not_gathered()
    {
        var many = JsonSerializer.Serialize(new { a = new int[500_000], b = new int[9] });
        var to = Maps.Read("""{"type":"t","message":{},"to":{"users":["/data/a","/data/b"]} }""").Mapping.To!;
        var data = Some.Json(many);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Targets.Find(data, to, _errors, _warnings));
        Assert.Null(Targets.Read(Some.Json($$"""{"to":{"users":{{many[5..^25]}}} }"""), _errors, _warnings));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains("names 500,009 users", _errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("names 500,000 users", _errors[1].Message, StringComparison.Ordinal);
        // The document itself is a row of 12 bytes for each.
        Assert.InRange(allocated, 0, 20_000_000);
    }

    private TargetUsers? Find(string to, string data) => Targets.Find(
        Some.Json(data),
        Maps.Read($$"""{"type":"t","message":{},"to":{{to}}}""").Mapping.To!,
        _errors,
        _warnings);

    private IReadOnlyList<string> Read(string json) => Targets.Read(Some.Json(json), _errors, _warnings)?.Ids ?? [];
}
