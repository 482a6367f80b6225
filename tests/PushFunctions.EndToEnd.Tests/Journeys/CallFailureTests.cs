using AgoraChat.Simulator;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Calls that fail as a whole.</summary>
public sealed class CallFailureTests(App app) : IClassFixture<App>
{
    private readonly IReadOnlyList<string> _users = Some.Users(3);

    [Fact]
    public async Task A_lost_answer_makes_just_its_users_possibly_told_twice()
    {
        Fail(new() { Endpoint = "push/single", LostAnswer = true, Count = 1 });

        var end = await PostAsync();
        var other = await (await app.PostAsync(Some.Event(Some.Users(5)))).FinishedAsync();

        Assert.Equal((3, 3, 2), (end.Counts.Accepted, end.PossiblyTwice, end.Calls));
        Assert.All(_users, user => Assert.Equal(2, app.Simulator.PushesTo(user).Count));
        Assert.Equal((5, 0), (other.Counts.Accepted, other.PossiblyTwice));
    }

    [Fact]
    public async Task A_user_whose_answers_were_lost_twice_is_one_who_is_possibly_told_twice()
    {
        Fail(new() { Endpoint = "push/single", LostAnswer = true, Count = 2 });

        var end = await PostAsync();

        Assert.Equal((3, 3, 3), (end.Counts.Accepted, end.PossiblyTwice, end.Calls));
    }

    [Fact]
    public async Task A_refused_message_fails_its_users_with_the_reason_and_is_not_repeated()
    {
        Fail(new() { Endpoint = "push/single", Status = 415, Error = "bad", Description = "title is bad", Count = 1 });

        var push = await app.PostAsync(Some.Event(_users));
        var end = await push.FinishedAsync();

        Assert.Equal((3, 1, 0), (end.Counts.Failed, end.Calls, end.PossiblyTwice));
        var ledger = await app.Stored.FirstParcelAsync(push.Id);
        Assert.Contains("title is bad", ledger.ReadOutcomes()[0]?.Description, StringComparison.Ordinal);
        Assert.All(_users, user => Assert.Equal(0, app.Simulator.PushesTo(user).Count));
    }

    [Fact]
    public async Task Of_a_call_that_is_refused_for_one_user_everybody_else_is_told()
    {
        var users = Some.Users(250);
        Fail(new()
        {
            Endpoint = "push/single", Status = 400, Error = "illegal_argument", Description = "it is not legal", Users = [users[142]],
        });

        var push = await app.PostAsync(Some.Event(users));
        var end = await push.FinishedAsync();

        Assert.Equal((249, 1, 0), (end.Counts.Accepted, end.Counts.Failed, end.PossiblyTwice));
        Assert.InRange(end.Calls, 5, 20);
        var failed = Assert.Single(await app.Host.FailuresOfAsync(push.Id));
        Assert.Equal((users[142], "REFUSED", "400 illegal_argument it is not legal"), (failed.User, failed.Status, failed.Description));
        app.Stack.AssertToldOnce([.. users.Where(user => user != users[142])]);
    }

    [Fact]
    public async Task Credentials_that_are_refused_stall_a_push_until_it_is_resumed()
    {
        Fail(new() { Endpoint = "push/single", Status = 401, Users = _users });

        var push = await app.PostAsync(Some.Event(_users));
        var stalled = await push.UntilAsync(status => status.State == "stalled");
        app.Simulator.Faults.Clear();
        Assert.Equal((3, 2), (stalled.Counts.Pending, stalled.Calls));
        using var resumed = await app.Host.SendAsync(
            new(HttpMethod.Post, new Uri($"api/pushes/{push.Id}/resume", UriKind.Relative)));

        var end = await push.FinishedAsync();
        Assert.Equal((3, 0), (end.Counts.Accepted, end.PossiblyTwice));
        app.Stack.AssertToldOnce(_users);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_and_the_call_repeated_at_once()
    {
        Fail(new() { Endpoint = "push/single", Status = 401, Count = 1 });

        var end = await PostAsync();

        Assert.Equal((3, 2, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        app.Stack.AssertToldOnce(_users);
        Assert.DoesNotContain(end.Timeline, entry => entry.What.Contains("again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_call_that_may_have_been_taken_is_sent_again_and_said_to_be_possibly_twice(int status)
    {
        Fail(new() { Endpoint = "push/single", Status = status, Error = "service_error", Count = 1 });

        var end = await PostAsync();

        Assert.Equal((3, 3, 2), (end.Counts.Accepted, end.PossiblyTwice, end.Calls));
        app.Stack.AssertToldOnce(_users);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_survived()
    {
        Fail(new() { Endpoint = "push/single", Reset = true, Count = 1 });

        var end = await PostAsync();

        Assert.Equal((3, 2), (end.Counts.Accepted, end.Calls));
        app.Stack.AssertToldOnce(_users);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_counts_as_lost()
    {
        Fail(new() { Endpoint = "push/single", Delay = TimeSpan.FromSeconds(4), Count = 1 });

        var end = await PostAsync();

        Assert.Equal((3, 3, 2), (end.Counts.Accepted, end.PossiblyTwice, end.Calls));
        Assert.All(_users, user => Assert.Equal(2, app.Simulator.PushesTo(user).Count));
    }

    private void Fail(Fault fault) => app.Simulator.Faults.Add(fault);

    private async Task<PushStatus> PostAsync() => await (await app.PostAsync(Some.Event(_users))).FinishedAsync();
}
