using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>JSON objects that are no event, each told by the paths of its fields.</summary>
public sealed class InvalidEventTests(Door door) : IClassFixture<Door>
{
    [Theory]
    [InlineData("id", null, "/id")]
    [InlineData("id", "17", "/id")]
    [InlineData("id", "\"\"", "/id")]
    [InlineData("id", "\"a\\u0000b\"", "/id")]
    [InlineData("id", "\"a\\nb\"", "/id")]
    [InlineData("type", null, "/type")]
    [InlineData("type", "null", "/type")]
    [InlineData("app", "17", "/app")]
    [InlineData("to", null, "/to")]
    [InlineData("to", "\"ada\"", "/to")]
    [InlineData("to", "{}", "/to")]
    [InlineData("to", "{\"user\":\"ada\",\"users\":[\"bob\"]}", "/to")]
    [InlineData("to", "{\"user\":17}", "/to/user")]
    [InlineData("to", "{\"user\":null}", "/to/user")]
    [InlineData("to", "{\"user\":[\"ada\"]}", "/to/user")]
    [InlineData("to", "{\"user\":\"\"}", "/to/user")]
    [InlineData("to", "{\"user\":\"Ada\"}", "/to/user")]
    [InlineData("to", "{\"user\":\"a da\"}", "/to/user")]
    [InlineData("to", "{\"user\":\"jürgen\"}", "/to/user")]
    [InlineData("to", "{\"users\":\"ada\"}", "/to/users")]
    [InlineData("to", "{\"users\":[]}", "/to/users")]
    [InlineData("to", "{\"users\":{\"0\":\"ada\"}}", "/to/users")]
    [InlineData("to", "{\"users\":[\"ada\",{\"name\":\"bob\"}]}", "/to/users/1/id")]
    [InlineData("to", "{\"users\":[\"ada\",{\"id\":\"bob\",\"data\":1}]}", "/to/users/1/data")]
    [InlineData("to", "{\"users\":[\"ada\",null]}", "/to/users/1")]
    [InlineData("push", "\"text\"", "/push")]
    [InlineData("push", "[]", "/push")]
    [InlineData("strategy", "5", "/strategy")]
    [InlineData("strategy", "-1", "/strategy")]
    [InlineData("strategy", "1.5", "/strategy")]
    [InlineData("strategy", "\"loud\"", "/strategy")]
    [InlineData("strategy", "null", "/strategy")]
    public async Task A_field_that_is_missing_or_wrong_is_named_by_its_path(string field, string? value, string path)
    {
        var problem = await door.RefusedAsync(HttpStatusCode.BadRequest, "invalid_event", With(field, value));

        Assert.Equal([path], problem.Paths);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        const string Body = """{"to":{"users":["A"]},"push":1}""";

        var problem = await door.RefusedAsync(HttpStatusCode.BadRequest, "invalid_event", Body);

        Assert.Equal(["/id", "/type", "/to/users/0", "/push"], problem.Paths);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("type")]
    [InlineData("app")]
    public async Task A_name_of_ten_thousand_characters_is_refused_with_the_limit(string field)
    {
        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", With(field, $"\"{new string('x', 10_000)}\""));

        Assert.Contains("10000 characters", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("1024", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("100% ' or 1 eq 1")]
    [InlineData("|..%2f%00")]
    [InlineData("👋🏽")]
    public async Task Any_other_id_is_taken(string id)
    {
        using var response = await door.Host.TryPostAsync(With("id", JsonSerializer.Serialize(id)));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        using var status = await door.Host.GetAsync(response.Headers.Location!.AbsoluteUri);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }

    [Fact]
    public async Task The_first_ten_of_many_bad_users_are_named()
    {
        var users = JsonSerializer.Serialize(Enumerable.Range(0, 25).Select(number => $"USER {number}"));

        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", With("to", $"{{\"users\":{users}}}"));

        Assert.Equal([.. Enumerable.Range(0, 10).Select(number => $"/to/users/{number}"), "/to/users"], problem.Paths);
        Assert.Contains("25", problem.Errors![10].Message, StringComparison.Ordinal);
        Assert.Contains("is not a user id", problem.Errors![3].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(10_000, false)]
    public async Task A_user_has_at_most_64_characters(int length, bool taken)
    {
        var body = With("to", $"{{\"user\":\"{new string('a', length)}\"}}");
        if (!taken)
        {
            await door.RefusedAsync(HttpStatusCode.BadRequest, "invalid_event", body);
            return;
        }

        using var response = await door.Host.TryPostAsync(body);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task More_than_ten_thousand_users_are_refused_with_both_numbers()
    {
        var users = JsonSerializer.Serialize(Some.Users(10_001));

        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", With("to", $"{{\"users\":{users}}}"));

        Assert.Contains("10,001", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("10,000", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_named_twice_are_told_once_with_a_warning()
    {
        var (one, two) = (Some.User(), Some.User());

        var push = await door.Host.PostAsync(Some.Event([one, two, one]));

        Assert.Equal(2, push.Accepted.Targets);
        Assert.Contains("more than once", Assert.Single(push.Accepted.Warnings), StringComparison.Ordinal);
    }

    /// <summary>A good event with one field replaced, or removed.</summary>
    internal static string With(string field, string? value)
    {
        var appEvent = Some.Event(Some.User());
        if (value is null) appEvent.Remove(field);
        else appEvent[field] = JsonElement.Parse(value);
        return JsonSerializer.Serialize(appEvent);
    }
}
