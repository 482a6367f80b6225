using System.Net;
using System.Text.Json;
using PushFunctions.Accept;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A sender who waits is told what the far side says of the user.</summary>
public sealed class WaitTests(App app) : IClassFixture<App>
{
    private const string Sync = "push/sync/{target}";

    private readonly string _user = Some.User();

    [Fact]
    public async Task A_sender_is_told_what_the_vendor_said()
    {
        using var response = await app.Host.TryAwaitAsync(Some.Event(_user));

        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            ["pushId", "user", "outcome", "status", "description", "vendor"],
            body.EnumerateObject().Select(member => member.Name));
        Assert.Equal((_user, "accepted", "SUCCESS"), (Text("user"), Text("outcome"), Text("status")));
        Assert.Equal("Success", body.GetProperty("vendor").GetProperty("message").GetString());
        var status = await app.Host.StatusOfAsync(Text("pushId"));
        Assert.Equal(("finished", 1, 1), (status.State, status.Counts.Accepted, status.Calls));
        app.Stack.AssertToldOnce([_user]);

        string Text(string name) => body.GetProperty(name).GetString()!;
    }

    [Theory]
    [InlineData("no push binding", "failed", "finished")]
    [InlineData("a description of next year", "retrying", "sending")]
    public async Task A_failed_push_is_an_answer(string description, string outcome, string state)
    {
        Say("FAIL", description);

        var answer = await app.Host.AwaitAsync(Some.Event(_user));

        Assert.Equal((outcome, "FAIL", description), (answer.Outcome, answer.Status, answer.Description));
        Assert.Equal(state, (await app.Host.StatusOfAsync(answer.PushId)).State);
    }

    [Fact]
    public async Task A_user_with_an_error_is_tried_again_as_an_ordinary_push_and_the_answer_stays()
    {
        var appEvent = Some.Event(_user);
        Say("ERROR", "internal error");

        var answer = await app.Host.AwaitAsync(appEvent);
        var end = await EndAsync(answer.PushId);

        Assert.Equal(("retrying", "ERROR"), (answer.Outcome, answer.Status));
        Assert.Equal((1, 2, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        Assert.Equal(answer, await app.Host.AwaitAsync(appEvent));
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task A_call_that_is_refused_as_wrong_has_failed_for_good()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Status = 400, Error = "illegal_argument", Count = 1 });

        var answer = await app.Host.AwaitAsync(Some.Event(_user));

        Assert.Equal(("failed", "REFUSED"), (answer.Outcome, answer.Status));
        Assert.Equal("finished", (await app.Host.StatusOfAsync(answer.PushId)).State);
    }

    [Fact]
    public async Task A_repeat_is_told_the_same_without_a_call()
    {
        var appEvent = Some.Event(_user);

        var first = await app.Host.TryAwaitAsync(appEvent);
        var second = await app.Host.TryAwaitAsync(appEvent);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task A_repeat_that_does_not_wait_is_a_duplicate()
    {
        var appEvent = Some.Event(_user);
        await app.Host.AwaitAsync(appEvent);

        var push = await app.PostAsync(appEvent);

        Assert.Equal((true, "finished"), (push.Accepted.Duplicate, push.Accepted.State));
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task While_the_call_is_in_the_air_a_repeat_comes_back_and_another_body_is_refused()
    {
        var appEvent = Some.Event(_user);
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Delay = TimeSpan.FromSeconds(2), Count = 1 });
        var first = app.Host.AwaitAsync(appEvent);
        await Soon.IsTrueAsync(() => app.Simulator.PushesTo(_user).Count == 1, () => "The call was not made.");

        using var repeat = await app.Host.TryAwaitAsync(appEvent);
        var other = new Dictionary<string, object>(appEvent) { ["data"] = "other" };
        using var mismatch = await app.Host.TryAwaitAsync(other);

        Assert.Equal("call_in_flight", (await ProblemAnswer.ReadAsync(repeat, HttpStatusCode.Conflict)).Code);
        Assert.Equal(TimeSpan.FromSeconds(1), repeat.Headers.RetryAfter?.Delta);
        var refused = await ProblemAnswer.ReadAsync(mismatch, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("idempotency_mismatch", refused.Code);
        Assert.Equal("accepted", (await first).Outcome);
        Assert.Equal(await first with { Vendor = null }, await app.Host.AwaitAsync(appEvent) with { Vendor = null });
    }

    [Fact]
    public async Task The_same_event_200_times_at_two_hosts_makes_one_call()
    {
        await using var second = await app.Stack.StartHostAsync();
        var appEvent = Some.Event(_user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(turn => (turn % 2 == 0 ? app.Host : second).TryAwaitAsync(appEvent)));

        Assert.All(answers, answer => Assert.True(
            answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.StatusCode}"));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var told = await app.Host.AwaitAsync(appEvent);
        Assert.Equal((1, 1), await CallsAndAcceptedAsync(told.PushId));
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task A_repeat_that_does_not_wait_while_the_call_is_in_the_air_is_a_duplicate_at_once()
    {
        var appEvent = Some.Event(_user);
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Delay = TimeSpan.FromSeconds(2), Count = 1 });
        var first = app.Host.AwaitAsync(appEvent);
        await Soon.IsTrueAsync(() => app.Simulator.PushesTo(_user).Count == 1, () => "The call was not made.");

        var plain = await app.PostAsync(appEvent);
        var isStillWaiting = !first.IsCompleted;

        Assert.Equal((true, "sending"), (plain.Accepted.Duplicate, plain.Accepted.State));
        Assert.True(isStillWaiting);
        Assert.Equal((plain.Id, "accepted"), ((await first).PushId, (await first).Outcome));
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task An_earlier_push_of_the_event_is_a_duplicate_of_its_own_kind()
    {
        var appEvent = Some.Event(_user);
        var earlier = await app.PostAsync(appEvent);

        var push = await app.Host.AwaitInVainAsync(appEvent);

        Assert.Equal((earlier.Id, true), (push.Id, push.Accepted.Duplicate));
        await push.FinishedAsync();
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task Two_users_are_too_many()
    {
        var appEvent = Some.Event(Some.Users(2));

        using var response = await app.Host.TryAwaitAsync(appEvent);

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_event", problem.Code);
        Assert.Equal(["/to"], problem.Paths);
        await AssertNothingKeptAsync(appEvent);
    }

    [Fact]
    public async Task Senders_beyond_five_seconds_of_calls_are_sent_away_and_nothing_is_kept_of_them()
    {
        var users = Some.Users(12);
        var events = users.Select(user => Some.Event(user)).ToList();

        var answers = await Task.WhenAll(events.Select(appEvent => app.Host.TryAwaitAsync(appEvent)));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 6, 9);
        Assert.All(answers.Except(refused), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        foreach (var answer in refused)
        {
            var problem = await ProblemAnswer.ReadAsync(answer, HttpStatusCode.TooManyRequests);
            Assert.Equal("no_slot_soon", problem.Code);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
            await AssertNothingKeptAsync(events[Array.IndexOf(answers, answer)]);
        }

        Assert.Equal(users.Count - refused.Count, users.Count(user => app.Simulator.PushesTo(user).Count == 1));
        Assert.Equal(0, app.Simulator.Stats.Calls[Sync].Throttled);
    }

    [Fact]
    public async Task A_sender_who_has_gone_changes_nothing()
    {
        var appEvent = Some.Event(_user);
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Delay = TimeSpan.FromSeconds(1), Count = 1 });
        using (var gone = new CancellationTokenSource())
        {
            var waiting = app.Host.TryAwaitAsync(appEvent, gone.Token);
            await Soon.IsTrueAsync(() => app.Simulator.PushesTo(_user).Count == 1, () => "The call was not made.");
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        var push = await app.PostAsync(appEvent);
        var end = await push.FinishedAsync();

        Assert.Equal((1, 1, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        Assert.Equal("accepted", (await app.Host.AwaitAsync(appEvent)).Outcome);
        app.Stack.AssertToldOnce([_user]);
    }

    /// <summary>Neither the push's row nor its row under <c>open</c>.</summary>
    private async Task AssertNothingKeptAsync(Dictionary<string, object> appEvent)
    {
        var pushId = PushIds.Create("default", "", (string)appEvent["id"]);
        Assert.DoesNotContain(
            await app.Stored.SnapshotAsync(), line => line.Contains(pushId, StringComparison.Ordinal));
    }

    private async Task<(int Calls, int Accepted)> CallsAndAcceptedAsync(string pushId)
    {
        var status = await app.Host.StatusOfAsync(pushId);
        return (status.Calls, status.Counts.Accepted);
    }

    private async Task<PushStatus> EndAsync(string pushId)
    {
        var status = await app.Host.StatusOfAsync(pushId);
        await Soon.IsTrueAsync(
            async () => (status = await app.Host.StatusOfAsync(pushId)).State == "finished", () => $"{status}");
        return status;
    }

    private void Say(string status, string description) => app.Simulator.Faults.Add(
        new() { Endpoint = Sync, PushStatus = status, Desc = description, Users = [_user], Count = 1 });
}
