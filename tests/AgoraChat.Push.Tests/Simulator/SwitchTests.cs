using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Where the documents are silent, a switch decides.</summary>
public sealed class SwitchTests : SimulatorTest
{
    protected override SimulatorOptions Options => new() { Switches = new() { MaxLabels = 1 } };

    [Fact]
    public async Task Every_switch_is_in_the_readme()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src/AgoraChat.Simulator/README.md"));

        var (_, switches) = await SendAsync(HttpMethod.Get, "simulator/switches");

        Assert.All(
            switches.EnumerateObject(),
            each => Assert.Contains($"`{each.Name}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_is_named_changes()
    {
        await SwitchAsync("""{"taskPlaces":7}""");
        await SwitchAsync("""{"cjkCountsTwice":true}""");

        var (_, switches) = await SendAsync(HttpMethod.Get, "simulator/switches");

        Assert.Equal(7, switches.GetProperty("taskPlaces").GetInt32());
        Assert.True(switches.GetProperty("cjkCountsTwice").GetBoolean());
        Assert.Equal(Simulator.Switches, new() { MaxLabels = 1, TaskPlaces = 7, CjkCountsTwice = true });
    }

    [Theory]
    [InlineData("""{"taskPlace":7}""", "taskPlace")]
    [InlineData("""{"taskPlaces":8,"maxLabels":-1}""", "maxLabels is -1")]
    [InlineData("""{"taskPlaces":8,"maxBodyBytes":2000000}""", "maxBodyBytes is 2000000")]
    [InlineData("""{"taskPlaces":8,"serverUtcOffsetMinutes":841}""", "serverUtcOffsetMinutes is 841")]
    [InlineData("""{"taskPlaces":8,"cjkCountsTwice":"yes"}""", "cjkCountsTwice")]
    [InlineData("7", "object")]
    [InlineData("{", "cannot be read")]
    public async Task A_switch_that_makes_no_sense_is_refused_by_name_and_nothing_changes(string body, string named)
    {
        var (status, answer) = await SendAsync(HttpMethod.Put, "simulator/switches", body);

        Assert.Equal(400, status);
        Assert.Contains(named, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, Simulator.Switches.TaskPlaces);
    }

    [Fact]
    public async Task A_reset_brings_the_first_ones_back()
    {
        Simulator.Switches = Simulator.Switches with { TaskPlaces = 7 };

        await PostAsync("simulator/reset", "");

        Assert.Equal(new() { MaxLabels = 1 }, Simulator.Switches);
    }

    [Fact]
    public async Task The_class_name_stands_beside_the_code_or_in_its_place()
    {
        await CallAsync(HttpMethod.Post, "push/label", """{"name":"a"}""");
        var (_, beside) = await CallAsync(HttpMethod.Post, "push/label", """{"name":"b"}""");
        await SwitchAsync("""{"classNameInError":true}""");
        var (_, instead) = await CallAsync(HttpMethod.Post, "push/label", """{"name":"b"}""");
        var (_, other) = await PostAsync(Push, "{", Token());

        Assert.Equal(
            ["error", "exception", "timestamp", "duration", "error_description"],
            beside.EnumerateObject().Select(member => member.Name));
        Assert.Equal("LimitException", beside.GetProperty("exception").GetString());
        Assert.Equal("LimitException", instead.GetProperty("error").GetString());
        Assert.False(instead.TryGetProperty("exception", out _));
        Assert.Equal("json_parse", other.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_closed_push_service_says_so_at_each_of_its_endpoints()
    {
        await SwitchAsync("""{"pushServiceOpen":false}""");

        var (status, answer) = await PushAsync("ada");
        var (labels, _) = await CallAsync(HttpMethod.Get, "push/label");

        Assert.Equal((403, 403), (status, labels));
        Assert.Equal("ServiceNotOpenException", answer.GetProperty("exception").GetString());
        Assert.Equal("push service not open", answer.GetProperty("error_description").GetString());
    }

    [Theory]
    [InlineData("POST", "push/async/ada")]
    [InlineData("POST", "push/list")]
    [InlineData("POST", "push/message")]
    [InlineData("GET", "push/message/1")]
    [InlineData("POST", "push/task/broadcast")]
    [InlineData("GET", "push/data/offline-push/begin/2026-11-20/end/2026-11-20")]
    public async Task Easemobs_own_endpoints_can_be_gone(string method, string path)
    {
        await SwitchAsync("""{"easemobEndpoints":false}""");

        var (status, answer) = await CallAsync(new HttpMethod(method), path, "{}");

        Assert.Equal((404, "url is invalid"), (status, answer.GetProperty("error_description").GetString()));
    }

    [Theory]
    [InlineData("订", 32, false, 200)]
    [InlineData("订", 33, false, 400)]
    [InlineData("订", 16, true, 200)]
    [InlineData("订", 17, true, 400)]
    [InlineData("，", 17, true, 400)]
    [InlineData("あ", 17, true, 400)]
    [InlineData("한", 17, true, 400)]
    [InlineData("é", 32, true, 200)]
    [InlineData("𠀀", 16, true, 200)]
    [InlineData("𠀀", 17, false, 400)]
    public async Task A_wide_character_counts_once_or_twice(string character, int count, bool isTwice, int expected)
    {
        Simulator.Switches = Simulator.Switches with { CjkCountsTwice = isTwice };
        var body = JsonSerializer.Serialize(new
        {
            targets = new[] { "ada" },
            pushMessage = new { title = string.Concat(Enumerable.Repeat(character, count)), content = "c" },
        });

        Assert.Equal(expected, (await PostAsync(Push, body, Token())).Status);
    }

    [Fact]
    public async Task A_body_may_be_as_large_as_the_switch_says()
    {
        var body = Body("ada");
        await SwitchAsync($$"""{"maxBodyBytes":{{body.Length}}}""");

        var (fits, _) = await PostAsync(Push, body, Token());
        var (tooLarge, answer) = await PostAsync(Push, body + " ", Token());

        Assert.Equal((200, 413), (fits, tooLarge));
        Assert.Equal("file exceeding maximum limit", answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_token_of_our_own_making_may_be_worth_nothing_by_itself()
    {
        await SwitchAsync("""{"directTokens":false}""");

        Assert.Equal(401, (await PushAsync("ada")).Status);
    }

    [Fact]
    public async Task A_broken_limit_says_when_to_come_back()
    {
        await SwitchAsync("""{"retryAfterOn429":true}""");
        Simulator.Limits.Set("push/single", 1);
        await PushAsync("ada");
        Time.Advance(TimeSpan.FromSeconds(17.5));

        using var request = new HttpRequestMessage(HttpMethod.Post, Push) { Content = new StringContent("{}") };
        request.Headers.Authorization = new("Bearer", Token());
        using var response = await Http.SendAsync(request);

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(43), response.Headers.RetryAfter?.Delta);
    }
}
