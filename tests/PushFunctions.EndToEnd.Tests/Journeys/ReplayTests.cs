using System.Net;
using System.Text;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What was given up, and is sent again when a person asks.</summary>
public sealed class ReplayTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Those_who_died_are_told_when_the_far_side_is_well_again_and_nobody_is_told_twice()
    {
        var users = Some.Users(250);
        IReadOnlyList<string> dying = [.. users.Where((_, no) => no % 5 == 0)];
        app.Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "ERROR", Desc = "down", Users = dying });
        var push = await app.PostAsync(Some.Event(users));
        var dead = await push.FinishedAsync();
        Assert.Equal((200, 50), (dead.Counts.Accepted, dead.Counts.Dead));
        Assert.Equal(50, await CountAsync($"pushId={push.Id}"));
        app.Simulator.Faults.Clear();

        Assert.Equal((50, null), await ReplayAsync(push.Id, "?count=true"));
        Assert.Equal((50, 1), await ReplayAsync(push.Id));

        var end = await push.UntilAsync(status => status is { State: "finished", Counts.Dead: 0 });
        Assert.Equal(250, end.Counts.Accepted);
        app.Stack.AssertToldOnce(users);
        Assert.Equal(0, await CountAsync($"pushId={push.Id}"));
        Assert.Equal((0, null), await ReplayAsync(push.Id));
        Assert.Equal("accepted", (await app.Host.StoryOfAsync(push.Id, dying[0])).Outcome);
        Assert.Contains((await app.Host.ListAsync("limit=1000")).Pushes, listed => listed.PushId == push.Id && listed.State == "finished");
    }

    [Fact]
    public async Task A_message_that_nobody_can_read_is_listed_and_stays_until_it_is_dismissed()
    {
        var text = $"no parcel {Some.Id()}";
        await app.Stored.Queue("push-delivery").SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        string? id = null;
        await Soon.IsTrueAsync(async () => (id = await FindAsync(text)) is not null, () => $"'{text}' is not listed.");

        var replayed = await SendAsync(HttpMethod.Post, "api/dead-letters/replay?kind=messages");
        Assert.True(replayed.GetProperty("unreadable").GetInt32() >= 1, replayed.GetRawText());
        Assert.Equal(id, await FindAsync(text));

        using var dismissed = await app.Host.SendAsync(
            new(HttpMethod.Delete, new Uri($"api/dead-letters/{id}", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.NoContent, dismissed.StatusCode);
        Assert.Null(await FindAsync(text));
    }

    private async Task<(int Users, int? Round)> ReplayAsync(string pushId, string query = "")
    {
        var answer = await SendAsync(HttpMethod.Post, $"api/pushes/{pushId}/replay{query}");
        return (answer.GetProperty("users").GetInt32(), answer.TryGetProperty("round", out var round) ? round.GetInt32() : null);
    }

    private async Task<int> CountAsync(string query) =>
        (await SendAsync(HttpMethod.Get, $"api/dead-letters?count=true&{query}")).GetProperty("users").GetInt32();

    private async Task<string?> FindAsync(string text) =>
        (await SendAsync(HttpMethod.Get, "api/dead-letters?kind=messages")).GetProperty("deadLetters").EnumerateArray()
            .Where(letter => letter.GetProperty("body").GetString() == text)
            .Select(letter => letter.GetProperty("id").GetString())
            .FirstOrDefault();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path)
    {
        using var response = await app.Host.SendAsync(new(method, new Uri(path, UriKind.Relative)));
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return JsonElement.Parse(body);
    }
}
