using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>Calls of the settings' endpoints go through the same gate, faults and journal as all others.</summary>
public sealed class SettingsCallTests : SimulatedAppTest
{
    private const string Named = """{"nickname":"n"}""";

    [Fact]
    public async Task Both_forms_of_address_lead_to_the_same_user()
    {
        var path = $"app-id/{Some.AppId}/users/ada";

        var (status, answer) = await SendAsync(HttpMethod.Put, path, Named, Token());

        Assert.Equal(200, status);
        Assert.EndsWith($"/app-id/{Some.AppId}/users", Text(answer, "uri"), StringComparison.Ordinal);
        Assert.Equal("n", await NicknameAsync());
    }

    [Theory]
    [InlineData(true, "n")]
    [InlineData(false, null)]
    public async Task A_change_whose_answer_is_lost_is_a_change(bool isTaken, string? nickname)
    {
        Simulator.Faults.Add(new Fault
        {
            Endpoint = "PUT users/{user}",
            Status = 503,
            LostAnswer = isTaken,
            Count = 1,
        });

        var (status, _) = await CallAsync("PUT", "users/ada", Named);

        Assert.Equal(503, status);
        Assert.Equal(nickname, await NicknameAsync());
    }

    [Fact]
    public async Task The_journal_says_who_was_meant()
    {
        await TakeAsync("PUT", "users/ada/notification/chatgroup/17", """{"type":"AT"}""");
        await TakeAsync("POST", "users/batch/status", """{"usernames":["bob","cy"]}""");

        Assert.Equal(
            ["PUT users/{user}/notification/{chattype}/{key}: ada", "users/batch/status: bob cy"],
            Simulator.Calls().Select(call => $"{call.Endpoint}: {string.Join(' ', call.Targets)}"));
    }

    [Theory]
    [InlineData("PUT", "users/ada")]
    [InlineData("POST", "users/batch/status")]
    [InlineData("PUT", "users/ada/notification/language")]
    [InlineData("POST", "notification/template")]
    [InlineData("PUT", "users/ada/push/binding")]
    public async Task Without_a_token_nothing_is_taken(string method, string path)
    {
        var (status, answer) = await CallAsync(method, path, "{}", token: null);

        Assert.Equal((401, "unauthorized"), (status, Text(answer, "error")));
    }

    [Fact]
    public async Task A_wrong_method_is_told()
    {
        Assert.Equal(405, (await CallAsync("DELETE", "users/ada")).Status);
        Assert.Equal(405, (await CallAsync("GET", "token")).Status);
    }

    [Fact]
    public async Task A_reset_forgets_users_templates_and_tokens()
    {
        Switches = Switches with { OnlyRegisteredUsers = true };
        await TakeAsync("POST", "users", """{"username":"ada","password":"p"}""");
        await TakeAsync("POST", "notification/template", Fixture.Load("requests/template-create.json").Text);
        var (_, given) = await CallAsync("POST", "token", """{"grant_type":"agora"}""");

        Simulator.Reset();
        Switches = Switches with { OnlyRegisteredUsers = true };

        Assert.Equal(404, (await CallAsync("GET", "users/ada")).Status);
        Assert.Equal(400, (await CallAsync("GET", "notification/template/test7")).Status);
        Assert.Equal(401, (await CallAsync("GET", "users/ada", body: null, Text(given, "access_token"))).Status);
    }

    private async Task<string?> NicknameAsync()
    {
        var user = (await TakeAsync("GET", "users/ada")).GetProperty("entities")[0];
        return user.TryGetProperty("nickname", out var nickname) ? nickname.GetString() : null;
    }
}
