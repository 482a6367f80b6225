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
    [InlineData("{}", "/to")]
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
        if (bad > 10) Assert.StartsWith($"{bad} user ids are not valid", _errors[10].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_id_of_any_length_is_shown_shortened()
    {
        Read(JsonSerializer.Serialize(new { to = new { user = new string('x', 100_000) } }));

        Assert.InRange(Assert.Single(_errors).Message.Length, 1, 250);
    }

    private IReadOnlyList<string> Read(string json) => Targets.Read(Some.Json(json), _errors, _warnings);
}
