using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>What the simulator does not take, and in which words it says so.</summary>
public sealed class RefusalTests : SimulatorTest
{
    public static TheoryData<string, string> BadBodies => new()
    {
        { "", "json_parse" },
        { "{", "json_parse" },
        { """{"targets":["\ud800"],"pushMessage":{"title":"t","content":"c"}}""", "json_parse" },
        { """{"targets":["ada"],"pushMessage":{"title":"\udc00","content":"c"}}""", "json_parse" },
        { "[]", "illegal_argument" },
        { "{}", "illegal_argument" },
        { """{"targets":"ada","pushMessage":{"title":"t","content":"c"}}""", "illegal_argument" },
        { """{"targets":[],"pushMessage":{"title":"t","content":"c"}}""", "illegal_argument" },
        { """{"targets":[7],"pushMessage":{"title":"t","content":"c"}}""", "illegal_argument" },
        { """{"targets":[""],"pushMessage":{"title":"t","content":"c"}}""", "illegal_argument" },
        { Body([.. Some.Users(101)]), "illegal_argument" },
        { """{"targets":["ada"],"strategy":5,"pushMessage":{"title":"t","content":"c"}}""", "illegal_argument" },
        { """{"targets":["ada"],"strategy":"2","pushMessage":{"title":"t","content":"c"}}""", "illegal_argument" },
        { """{"targets":["ada"]}""", "bad_request" },
        { Message("""{"title":"t"}"""), "bad_request" },
        { Message("""{"title":"","content":"c"}"""), "bad_request" },
        { Message($$"""{"title":"{{new string('t', 33)}}","content":"c"}"""), "bad_request" },
        { Message($$"""{"title":"t","content":"{{new string('c', 101)}}"}"""), "bad_request" },
        { Message($$"""{"title":"t","content":"c","subTitle":"{{new string('s', 11)}}"}"""), "bad_request" },
        { Message("""{"title":"t","content":"c","ext":"x"}"""), "bad_request" },
        { Message($$"""{"title":"t","content":"c","ext":{{Pairs(11)}}}"""), "bad_request" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_body_is_refused_and_nobody_is_told(string body, string error)
    {
        var (status, answer) = await PostAsync(Push, body, Token());

        Assert.Equal((400, error), (status, answer.GetProperty("error").GetString()));
        Assert.Equal(0, Simulator.Stats.UsersSent);
    }

    [Theory]
    [InlineData("x/y/push/single")]
    [InlineData("agora-demo/other/push/single")]
    [InlineData("app-id/17/push/single")]
    public async Task Another_app_is_unknown(string path)
    {
        var (status, answer) = await PostAsync(path, Body("ada"), Token());

        Assert.Equal((404, "organization_application_not_found"), (status, answer.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_wrong_path_is_unknown()
    {
        var (status, answer) = await PostAsync("agora-demo/testapp/push/nothing", Body("ada"), Token());

        Assert.Equal((404, "url is invalid"), (status, answer.GetProperty("error_description").GetString()));
    }

    [Fact]
    public async Task A_wrong_method_is_refused() =>
        Assert.Equal(405, (await CallAsync(HttpMethod.Put, "push/single", Body("ada"))).Status);

    [Theory]
    [InlineData(null, "unauthorized", "Unable to authenticate (OAuth)")]
    [InlineData("", "unauthorized", "Unable to authenticate (OAuth)")]
    [InlineData("YWMt", "auth_bad_access_token", "Unable to authenticate due to corrupt access token")]
    public async Task A_missing_or_broken_token_is_refused(string? token, string error, string description)
    {
        var (status, answer) = await PostAsync(Push, Body("ada"), token);

        Assert.Equal((401, error, description), (status, Text(answer, "error"), Text(answer, "error_description")));
        Assert.Equal(1, Simulator.Stats.Calls["push/single"].Unauthorized);
    }

    [Fact]
    public async Task A_foreign_token_is_refused()
    {
        var foreign = AppToken.Create(
            Some.AppId, new string('0', 32), Time.GetUtcNow(), TimeSpan.FromHours(1), salt: 1).Text;

        var (status, answer) = await PostAsync(Push, Body("ada"), foreign);

        Assert.Equal((401, "Unable to authenticate"), (status, Text(answer, "error_description")));
    }

    [Fact]
    public async Task A_token_is_refused_from_the_second_it_expires()
    {
        var token = Token(TimeSpan.FromSeconds(60));
        Time.Advance(TimeSpan.FromSeconds(59));
        var before = await PostAsync(Push, Body("ada"), token);
        Time.Advance(TimeSpan.FromSeconds(1));

        var (status, answer) = await PostAsync(Push, Body("ada"), token);

        Assert.Equal(200, before.Status);
        Assert.Equal(401, status);
        Assert.Equal(
            "Unable to authenticate due to expired access token", Text(answer, "error_description"));
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, Push, Body("ada"), Token(), "text/plain");

        Assert.Equal((415, "web_application"), (status, Text(answer, "error")));
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused()
    {
        var (status, _) = await PostAsync(Push, new string(' ', 1_100_000), Token());

        Assert.Equal(413, status);
    }

    private static string Pairs(int count) =>
        JsonSerializer.Serialize(Enumerable.Range(0, count).ToDictionary(no => $"{no}", no => no));

    private static string Message(string message) => $$"""{"targets":["ada"],"pushMessage":{{message}}}""";

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();
}
