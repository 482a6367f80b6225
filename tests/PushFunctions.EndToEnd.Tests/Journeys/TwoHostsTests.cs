using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Two hosts over one storage.</summary>
public sealed class TwoHostsTests(Stack stack) : IClassFixture<Stack>
{
    private const int MostUsersPerEvent = 10_000;

    [Fact]
    public async Task Twenty_five_thousand_users_are_told_once_each()
    {
        AppHost[] hosts = [await stack.StartHostAsync(), await stack.StartHostAsync()];
        var users = Some.Users(25_000);

        var pushes = await Task.WhenAll(users.Chunk(MostUsersPerEvent)
            .Select((part, no) => hosts[no % hosts.Length].PostAsync(Some.Event(part))));
        var ends = await Task.WhenAll(pushes.Select(push => push.FinishedAsync()));

        Assert.Equal(25_000, ends.Sum(end => end.Counts.Accepted));
        Assert.Equal((250, 0), (ends.Sum(end => end.Calls), ends.Sum(end => end.PossiblyTwice)));
        stack.AssertToldOnce(users);
    }
}
