using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Events that name their time are sent then: never before, and hardly after.</summary>
public sealed class SendAtTests(App app) : IClassFixture<App>
{
    /// <summary>Longer than a message of a push whose time is near may be hidden.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromSeconds(66);

    /// <summary>The promise is a second; another half is the busy machine's.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1.5);

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task A_time_that_is_near_is_kept(int count)
    {
        var users = Some.Users(count);

        var push = await app.PostAsync(Event(users, TimeSpan.FromSeconds(6), out var sendAt));
        var before = await push.LookAsync();
        var end = await push.FinishedAsync();

        Assert.Equal(("waiting", sendAt, 0), (before.State, before.SendAt, before.Calls));
        Assert.Equal((count, sendAt), (end.Counts.Accepted, end.SendAt));
        AssertOnTime(users, sendAt);
    }

    [Fact]
    public async Task A_time_that_is_far_is_kept_and_leaves_nothing_behind()
    {
        var (one, many) = (Some.Users(1), Some.Users(250));

        var single = await app.PostAsync(Event(one, Far, out var sendAt));
        var broadcast = await app.PostAsync(Event(many, Far, out var sendManyAt));
        var waiting = await RowsAsync("PushSchedule");
        await Task.Delay(sendAt - TimeProvider.System.GetUtcNow(), TimeProvider.System);
        await single.FinishedAsync();
        await broadcast.FinishedAsync();

        Assert.Equal(2, waiting.Count);
        AssertOnTime(one, sendAt);
        AssertOnTime(many, sendManyAt);
        Assert.Empty(await RowsAsync("PushSchedule"));
        await Soon.IsTrueAsync(async () => (await RowsAsync("PushIndex open")).Count == 0, () => "An open row stays.");
    }

    [Fact]
    public async Task A_time_that_has_just_passed_is_now()
    {
        var user = Some.User();

        var push = await app.PostAsync(Event([user], TimeSpan.FromSeconds(-50), out _));

        Assert.Equal(1, (await push.FinishedAsync()).Counts.Accepted);
    }

    [Fact]
    public async Task Who_expires_while_the_bridge_stands_still_is_counted_and_not_told()
    {
        await using var stack = await Stack.StartAsync();
        await using var door = await stack.StartDoorAsync();
        var users = Some.Users(250);
        var appEvent = Event(users, TimeSpan.FromSeconds(2), out var sendAt);
        appEvent["expiresAt"] = sendAt.AddSeconds(1);
        var push = await door.PostAsync(appEvent);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);

        await using var host = await stack.StartHostAsync();
        var end = await push.At(host).FinishedAsync();

        Assert.Equal((250, 0), (end.Counts.Expired, end.Calls));
        Assert.All(users, user => Assert.Equal(0, stack.Simulator.PushesTo(user).Count));
    }

    [Fact]
    public async Task A_CloudEvent_names_its_time_in_its_data_and_a_preview_shows_it()
    {
        var user = Some.User();
        var sendAt = TimeProvider.System.GetUtcNow().AddSeconds(3);
        var cloudEvent = $$$"""
            {"specversion":"1.0","id":"{{{Some.Id()}}}","source":"/shop","type":"note","data":{
            "to":{"user":"{{{user}}}"},"push":{"title":"a","content":"b"},"sendAt":"{{{sendAt:O}}}"} }
            """;

        using var answer = await app.Host.TryPostAsync(cloudEvent, "application/cloudevents+json");
        var accepted = await AcceptedAnswer.ReadAsync(answer);
        var preview = await app.Host.PreviewAsync(Event([Some.User()], TimeSpan.FromDays(100), out var far));
        await new Push(app.Host, accepted, location: null).FinishedAsync();

        AssertOnTime([user], sendAt);
        Assert.Equal((far, true), (preview.SendAt, preview.ExpectedFinish >= far));
    }

    private static Dictionary<string, object> Event(
        IReadOnlyList<string> users, TimeSpan ahead, out DateTimeOffset sendAt)
    {
        var appEvent = Some.Event(users);
        appEvent["sendAt"] = sendAt = TimeProvider.System.GetUtcNow() + ahead;
        return appEvent;
    }

    private void AssertOnTime(IReadOnlyList<string> users, DateTimeOffset sendAt)
    {
        app.Stack.AssertToldOnce(users);
        var calls = app.Simulator.Calls(10_000).Where(call => call.Targets.Intersect(users).Any())
            .Select(call => call.At).Order().ToList();
        Assert.InRange(calls[0], sendAt, sendAt + Late);
        Assert.InRange(calls[^1], sendAt, sendAt + 2 * Late);
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string beginning) =>
        [.. (await app.Stored.SnapshotAsync()).Where(line => line.StartsWith(beginning, StringComparison.Ordinal))];
}
