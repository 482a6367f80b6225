using System.Net;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What is told of single users, before, while and after their push is sent.</summary>
public sealed class UserStoryTests(App app) : IClassFixture<App>
{
    private static readonly Dictionary<string, string> LateRetries = new()
    {
        ["Retry__Delays__0"] = "01:00:00", ["Retry__Delays__1"] = "01:00:00",
    };

    [Fact]
    public async Task Users_of_a_large_push_are_followed_through_their_tries()
    {
        var users = Some.Users(2_500);
        var (unbound, unlucky) = (users[1_234], users[2_499]);
        Say(unbound, "FAIL", "no push binding");
        Say(unlucky, "ERROR", "internal error", count: 1);
        await using var door = await app.Stack.StartDoorAsync();

        var push = await app.PostAsync(Some.Event(users));
        await push.FinishedAsync();

        var failed = await app.Host.StoryOfAsync(push.Id, unbound);
        Assert.Equal(("failed", "FAIL", "no push binding", 1), (failed.Outcome, failed.Status, failed.Description, failed.Tries));
        Assert.Equal(12, failed.Batch);
        var late = await door.StoryOfAsync(push.Id, unlucky);
        Assert.Equal(("accepted", 2, 24, null), (late.Outcome, late.Tries, late.Batch, late.NextTry));
        Assert.Equal(
            [("retrying", "ERROR", "internal error", 1), ("accepted", late.Status, late.Description, 2)],
            late.History.Select(entry => (entry.Outcome, entry.Status, entry.Description, entry.Tries)));
        Assert.StartsWith("r|", late.History[1].Parcel, StringComparison.Ordinal);
        Assert.True(late.History[0].At < late.History[1].At);
        foreach (var user in (string[])[users[0], users[99], users[100], users[2_400]])
            Assert.Equal(("accepted", 1), await OutcomeAsync(push, user));
    }

    [Fact]
    public async Task Nobody_is_told_before_and_who_is_due_again_has_the_time()
    {
        await using var stack = await Stack.StartAsync();
        await using var door = await stack.StartDoorAsync();
        var users = Some.Users(2_500);
        stack.Simulator.Faults.Add(
            new() { Endpoint = "push/single", PushStatus = "ERROR", Desc = "internal error", Users = [users[777]] });
        var push = await door.PostAsync(Some.Event(users));

        var before = await door.StoryOfAsync(push.Id, users[777]);
        await using var host = await stack.StartHostAsync(LateRetries);
        await push.At(host).UntilAsync(status => status.Counts is { Pending: 0, Retrying: 1 });
        var during = await host.StoryOfAsync(push.Id, users[777]);

        Assert.Equal(("pending", 0, null), (before.Outcome, before.Tries, before.Status));
        Assert.Empty(before.History);
        Assert.Equal(("retrying", "ERROR", 1), (during.Outcome, during.Status, during.Tries));
        Assert.InRange(
            during.NextTry!.Value - during.History.Single().At!.Value, TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(90));
    }

    [Fact]
    public async Task Users_with_messages_of_their_own_have_calls_of_their_own()
    {
        await app.Host.PutMappingAsync("own.story", """{"message":{"title":"Hi {{user.id}}","content":"c"}}""");
        // So many messages that they lie in a blob.
        var users = Some.Users(600);
        var appEvent = Some.Event(users);
        appEvent.Remove("push");
        appEvent["type"] = "own.story";
        Say(users[450], "ERROR", "internal error", count: 1);

        var push = await app.PostAsync(appEvent);
        await push.FinishedAsync();

        var stories = new List<StoryAnswer>();
        foreach (var user in users.Where((_, no) => no % 50 == 0)) stories.Add(await app.Host.StoryOfAsync(push.Id, user));
        Assert.All(stories, story => Assert.Equal("accepted", story.Outcome));
        Assert.Equal(Enumerable.Range(0, 12).Select(no => (int?)no * 50), stories.Select(story => story.Batch));
        Assert.Equal(2, stories[9].Tries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Users_of_one_call_are_told_from_each_other(int count)
    {
        var users = Some.Users(count);
        Say(users[^1], "FAIL", "no push binding");

        var push = await app.PostAsync(Some.Event(users));
        await push.FinishedAsync();

        Assert.Equal(("failed", 1), await OutcomeAsync(push, users[^1]));
        foreach (var user in users.SkipLast(1)) Assert.Equal(("accepted", 1), await OutcomeAsync(push, user));
    }

    [Fact]
    public async Task A_sender_who_waited_can_look_again()
    {
        var user = Some.User();
        Say(user, "ERROR", "internal error", count: 1, endpoint: "push/sync/{target}");

        var answer = await app.Host.AwaitAsync(Some.Event(user));

        var story = await app.Host.StoryUntilAsync(answer.PushId, user, story => story.Outcome == "accepted");
        Assert.Equal(answer.Status, story.History[0].Status);
        Assert.Equal(2, story.Tries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Who_is_waiting_for_a_push_that_is_cancelled_is_cancelled(int count)
    {
        var users = Some.Users(count);
        var appEvent = Some.Event(users);
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(300);
        var push = await app.PostAsync(appEvent);
        Assert.Equal(("pending", 0), await OutcomeAsync(push, users[^1]));

        using var cancelled = await app.Host.SendAsync(
            new(HttpMethod.Post, new Uri($"api/pushes/{push.Id}/cancel", UriKind.Relative)));
        var story = await app.Host.StoryUntilAsync(push.Id, users[^1], story => story.Outcome != "pending");

        Assert.Equal(("cancelled", "CANCELLED", 0), (story.Outcome, story.Status, story.Tries));
    }

    [Fact]
    public async Task Users_of_an_audience_are_those_who_were_on_its_list()
    {
        var name = Some.Id("crowd");
        var users = Some.Users(20_000);
        await app.Host.PutAudienceAsync(name, users);
        Say(users[12_345], "ERROR", "internal error", count: 1);
        var appEvent = Some.Event();
        appEvent["to"] = new { audience = name };
        var push = await app.PostAsync(appEvent);
        var joined = Some.User();
        await app.Host.PutAudienceAsync(name, [joined]);

        await push.FinishedAsync();

        foreach (var no in (int[])[0, 1, 9_999, 12_344, 19_999])
        {
            var story = await app.Host.StoryOfAsync(push.Id, users[no]);
            Assert.Equal(("accepted", 1, no / 100), (story.Outcome, story.Tries, story.Batch));
        }

        Assert.Equal(("accepted", 2), await OutcomeAsync(push, users[12_345]));
        var none = await app.Host.NoStoryAsync(push.Id, joined, HttpStatusCode.NotFound);
        Assert.Equal("user_not_in_push", none.Code);
    }

    [Fact]
    public async Task What_no_user_or_no_push_can_be_called_is_told_apart()
    {
        var user = Some.User();
        var push = await app.PostAsync(Some.Event(user));

        Assert.Equal("invalid_user", (await app.Host.NoStoryAsync(push.Id, "A%20B", HttpStatusCode.BadRequest)).Code);
        Assert.Equal("user_not_in_push", (await app.Host.NoStoryAsync(push.Id, $"{user}x", HttpStatusCode.NotFound)).Code);
        Assert.Equal("unknown_push", (await app.Host.NoStoryAsync(new('a', 26), user, HttpStatusCode.NotFound)).Code);
        Assert.Equal("unknown_push", (await app.Host.NoStoryAsync("nope", user, HttpStatusCode.NotFound)).Code);
    }

    private async Task<(string Outcome, int Tries)> OutcomeAsync(Push push, string user)
    {
        var story = await app.Host.StoryOfAsync(push.Id, user);
        return (story.Outcome, story.Tries);
    }

    private void Say(
        string user, string status, string description, int? count = null, string endpoint = "push/single") =>
        app.Simulator.Faults.Add(new()
        {
            Endpoint = endpoint,
            PushStatus = status,
            Desc = description,
            Users = [user],
            Count = count,
        });
}
