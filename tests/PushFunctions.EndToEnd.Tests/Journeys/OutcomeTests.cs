using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What the far side says about one of several users.</summary>
public sealed class OutcomeTests(App app) : IClassFixture<App>
{
    private readonly IReadOnlyList<string> _users = Some.Users(3);

    [Fact]
    public async Task A_user_with_an_error_is_tried_again_and_nobody_else_is()
    {
        Say("ERROR", "internal error", count: 1);

        var end = await PostAsync();

        Assert.Equal((3, 2, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        app.Stack.AssertToldOnce(_users);
    }

    [Fact]
    public async Task A_user_without_a_push_binding_has_failed_and_is_not_tried_again()
    {
        Say("FAIL", "no push binding");

        var end = await PostAsync();

        Assert.Equal((2, 1, 1), (end.Counts.Accepted, end.Counts.Failed, end.Calls));
    }

    [Fact]
    public async Task A_failure_that_is_not_known_is_tried_again()
    {
        Say("FAIL", "a description of next year", count: 1);

        var end = await PostAsync();

        Assert.Equal((3, 2), (end.Counts.Accepted, end.Calls));
        app.Stack.AssertToldOnce(_users);
    }

    [Fact]
    public async Task A_user_with_errors_for_ever_is_a_dead_letter_with_the_reason()
    {
        Say("ERROR", "internal error");

        var push = await app.PostAsync(Some.Event(_users));
        var end = await push.FinishedAsync();

        Assert.Equal((2, 1, 3), (end.Counts.Accepted, end.Counts.Dead, end.Calls));
        var letter = Assert.Single(await app.Stored.DeadLettersAsync(), letter => letter.PushId == push.Id);
        Assert.Equal($"[\"{_users[1]}\"]", System.Text.Encoding.UTF8.GetString(letter.Users!));
        Assert.Contains("ERROR internal error", letter.Reason, StringComparison.Ordinal);
        Assert.Equal((1, "default"), (letter.Count, letter.PartitionKey));
    }

    [Fact]
    public async Task A_user_of_whom_the_answer_does_not_speak_is_sent_again_and_possibly_told_twice()
    {
        Say("MISSING", count: 1);

        var end = await PostAsync();

        Assert.Equal((3, 2, 1), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
    }

    [Fact]
    public async Task Users_of_many_parcels_who_are_due_together_are_all_accepted()
    {
        var users = Some.Users(1_000);
        app.Simulator.Faults.Add(
            new() { Endpoint = "push/single", PushStatus = "ERROR", Share = 0.3, Users = users, Count = 10 });

        var end = await (await app.PostAsync(Some.Event(users))).FinishedAsync();

        Assert.Equal((1_000, 0), (end.Counts.Accepted, end.PossiblyTwice));
        Assert.True(end.Calls > 10, $"{end.Calls} calls");
        app.Stack.AssertToldOnce(users);
    }

    private async Task<PushStatus> PostAsync() => await (await app.PostAsync(Some.Event(_users))).FinishedAsync();

    /// <summary>Says so about the second of the users.</summary>
    private void Say(string status, string? description = null, int? count = null) => app.Simulator.Faults.Add(new()
    {
        Endpoint = "push/single",
        PushStatus = status,
        Desc = description,
        Users = [_users[1]],
        Count = count,
    });
}
