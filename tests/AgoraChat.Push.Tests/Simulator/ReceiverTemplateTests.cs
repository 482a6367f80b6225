using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>The template that a user of the simulator chooses, with a token of their own.</summary>
public sealed class ReceiverTemplateTests : SimulatedAppTest
{
    private const string Path = "users/ada/notification/template";
    private const string Chosen = """{"templateName":"hxtest"}""";

    [Fact]
    public async Task A_user_chooses_a_template()
    {
        await CreateAsync();
        var token = await UserTokenAsync("ada");

        var (put, answer) = await CallAsync("PUT", Path, Chosen, token);
        var (get, read) = await CallAsync("GET", Path, body: null, token);

        Assert.Equal((200, 200), (put, get));
        Assert.Equal(
            ["path", "uri", "timestamp", "organization", "application", "action", "data", "duration",
                "applicationName"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.EndsWith($"/agora-demo/testapp/{Path}", Text(answer, "uri"), StringComparison.Ordinal);
        Assert.Equal(Chosen, answer.GetProperty("data").GetRawText());
        Assert.Equal(Chosen, read.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_user_has_no_template_at_first()
    {
        var (_, answer) = await CallAsync("GET", Path, body: null, await UserTokenAsync("ada"));

        Assert.Equal("""{"templateName":""}""", answer.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("default")]
    [InlineData("detail")]
    public async Task The_built_in_templates_can_be_chosen(string name)
    {
        var (status, _) = await CallAsync(
            "PUT", Path, $$"""{"templateName":"{{name}}"}""", await UserTokenAsync("ada"));

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task An_exchanged_token_of_the_user_will_do()
    {
        var (_, given) = await CallAsync("POST", "token", """{"grant_type":"agora"}""", await UserTokenAsync("ada"));

        var (status, _) = await CallAsync("GET", Path, body: null, Text(given, "access_token"));

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task Nobody_else_chooses_for_a_user()
    {
        await CreateAsync();

        var bob = await CallAsync("PUT", Path, Chosen, await UserTokenAsync("bob"));
        var app = await CallAsync("PUT", Path, Chosen, Token());
        var nobody = await CallAsync("PUT", Path, Chosen, token: null);

        Assert.Equal((401, "Unable to authenticate"), (bob.Status, Text(bob.Body, "error_description")));
        Assert.Equal((401, "Unable to authenticate"), (app.Status, Text(app.Body, "error_description")));
        Assert.Equal((401, "Unable to authenticate (OAuth)"), (nobody.Status, Text(nobody.Body, "error_description")));
        Assert.Equal(401, (await CallAsync("GET", Path, body: null, Token())).Status);
    }

    [Fact]
    public async Task A_users_token_expires()
    {
        var token = await UserTokenAsync("ada");

        Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(401, (await CallAsync("GET", Path, body: null, token)).Status);
    }

    [Fact]
    public async Task The_token_of_somebody_who_is_no_longer_there_is_refused()
    {
        var token = await UserTokenAsync("ada");
        Simulator.Reset();
        Switches = Switches with { OnlyRegisteredUsers = true };

        Assert.Equal(401, (await CallAsync("GET", Path, body: null, token)).Status);
    }

    [Fact]
    public async Task An_unknown_template_is_refused()
    {
        var (status, answer) = await CallAsync("PUT", Path, Chosen, await UserTokenAsync("ada"));

        Assert.Equal((400, "hxtest template is not exist"), (status, Text(answer, "error_description")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"templateName":""}""")]
    public async Task A_choice_without_a_name_is_refused(string body)
    {
        var (status, answer) = await CallAsync("PUT", Path, body, await UserTokenAsync("ada"));

        Assert.Equal(
            (400, "parameters is invalid : templateName"), (status, Text(answer, "error_description")));
    }

    private async Task<string> UserTokenAsync(string user)
    {
        var answer = await TakeAsync("GET", $"users/{user}");
        var uuid = Text(answer.GetProperty("entities")[0], "uuid")!;
        return UserTokens.Create(uuid, Time.GetUtcNow(), TimeSpan.FromHours(1));
    }

    private Task<JsonElement> CreateAsync() => TakeAsync(
        "POST", "notification/template", """{"name":"hxtest","title_pattern":"T","content_pattern":"C"}""");
}
