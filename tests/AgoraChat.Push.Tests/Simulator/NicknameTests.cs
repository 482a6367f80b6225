using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary><c>PUT push/nickname</c> of the simulator.</summary>
public sealed class NicknameTests : SimulatedAppTest
{
    private const string Path = "push/nickname";

    [Fact]
    public async Task Names_of_several_users_are_set_as_documented()
    {
        var body = JsonSerializer.Serialize(new[]
        {
            new { username = "user1", push_nickname = "n1" },
            new { username = "user2", push_nickname = "n2" },
        });

        var answer = await TakeAsync("PUT", Path, body);

        Assert.Equal(
            ["path", "uri", "timestamp", "organization", "application", "entities", "action", "duration",
                "applicationName"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.EndsWith("/agora-demo/testapp/push", Text(answer, "uri"), StringComparison.Ordinal);
        Assert.Equal("/push", Text(answer, "path"));
        Assert.Equal(
            """[{"push_nickname":"n1","username":"user1"},{"push_nickname":"n2","username":"user2"}]""",
            answer.GetProperty("entities").GetRawText());
        Assert.Equal("n2", await NicknameAsync("user2"));
    }

    [Fact]
    public async Task One_name_is_answered_as_documented()
    {
        var answer = await TakeAsync("PUT", Path, Names("n1", "user1"));

        AssertShows("answers/user-nicknames.fragment.json", answer);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task An_empty_body_is_refused_in_the_documented_words(string body)
    {
        await AssertRefusedAsync(
            400, "illegal_argument", "put user push nicknames illegal empty request body", "PUT", Path, body);
    }

    [Fact]
    public async Task At_most_50_users_are_named()
    {
        await TakeAsync("PUT", Path, Names("n", [.. Some.Users(50)]));

        await AssertRefusedAsync(
            400,
            "illegal_argument",
            "put user push nicknames exceeds the limit",
            "PUT",
            Path,
            Names("n", [.. Some.Users(51)]));
    }

    [Fact]
    public async Task A_name_has_at_most_100_characters()
    {
        await TakeAsync("PUT", Path, Names(new string('n', 100), "ada"));

        await AssertRefusedAsync(
            400,
            "illegal_argument",
            "ada push nickname length exceeds the limit",
            "PUT",
            Path,
            Names(new string('n', 101), "ada"));
        Assert.Equal(new string('n', 100), await NicknameAsync("ada"));
    }

    [Theory]
    [InlineData("""[{"username":"ada"}]""")]
    [InlineData("""[{"push_nickname":"n"}]""")]
    [InlineData("""[{"username":"ada","push_nickname":7}]""")]
    [InlineData("[7]")]
    public async Task An_element_of_another_form_is_refused(string body)
    {
        var (status, answer) = await CallAsync("PUT", Path, body);

        Assert.Equal((400, "illegal_argument"), (status, Text(answer, "error")));
    }

    [Fact]
    public async Task One_unknown_user_spoils_the_call()
    {
        await TakeAsync("GET", "users/ada");
        Switches = Switches with { OnlyRegisteredUsers = true };

        Assert.Equal(404, (await CallAsync("PUT", Path, Names("n", "ada", "bob"))).Status);
        Assert.Null(await NicknameAsync("ada"));
    }

    [Fact]
    public async Task It_is_there_where_the_push_service_is_closed_but_not_without_easemobs_endpoints()
    {
        Switches = Switches with { PushServiceOpen = false };
        var (open, _) = await CallAsync("PUT", Path, Names("n", "ada"));
        Switches = Switches with { EasemobEndpoints = false };
        var (gone, _) = await CallAsync("PUT", Path, Names("n", "ada"));

        Assert.Equal((200, 404), (open, gone));
    }

    private static string Names(string nickname, params string[] users) => JsonSerializer.Serialize(
        users.Select(user => new { username = user, push_nickname = nickname }));

    private async Task<string?> NicknameAsync(string user)
    {
        var entity = (await TakeAsync("GET", $"users/{user}")).GetProperty("entities")[0];
        return entity.TryGetProperty("nickname", out var nickname) ? nickname.GetString() : null;
    }
}
