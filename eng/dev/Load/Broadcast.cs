using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Load;

/// <summary>Very many users as one event after the other, as far ahead of the calls as is wanted.</summary>
/// <param name="run">Where it goes; what was called before is not of it.</param>
/// <param name="users">How many, none of them twice.</param>
internal sealed class Broadcast(BenchRun run, int users)
{
    public const int UsersPerCall = 100;
    public const int UsersPerEvent = 10_000;

    private readonly List<string> _pushes = [];
    private readonly long _sentBefore = run.Calls.Sent;

    /// <summary>
    /// The fewest users who waited when another event was taken: none, and it was the posting that was slow.
    /// </summary>
    public long LeastWaiting { get; private set; } = users;

    /// <summary>Events that were accepted so far, each of them a push.</summary>
    public int Posted => _pushes.Count;

    private long Sent => run.Calls.Sent - _sentBefore;

    /// <summary>Posts all events at once.</summary>
    public Task PostAsync(CancellationToken cancellationToken) => PostAsync(users, cancellationToken);

    /// <summary>Posts each event when fewer users than these wait for their calls.</summary>
    public async Task PostAsync(int waiting, CancellationToken cancellationToken)
    {
        for (var first = 0; first < users; first += UsersPerEvent)
        {
            var posted = first;
            await run.UntilAsync(() => posted - Sent < waiting, cancellationToken);
            var sample = SampleEvent.Create(Math.Min(UsersPerEvent, users - first), $"bench{first}");
            var accepted = await run.ClientFor(_pushes.Count).PostAsync(sample, cancellationToken);
            _pushes.Add(accepted.PushId);
            if (first >= waiting) LeastWaiting = Math.Min(LeastWaiting, first - Sent);
        }
    }

    /// <summary>Waits until the far side was asked to push to everyone.</summary>
    public Task SentAsync(CancellationToken cancellationToken) =>
        run.UntilAsync(() => Sent >= users, cancellationToken);

    /// <summary>Who was told how often: by the bridge's ledger, and by the far side's counts.</summary>
    public async Task<ToldUsers> CountAsync(CancellationToken cancellationToken)
    {
        var accepted = 0;
        foreach (var push in _pushes)
        {
            var watch = new PushWatch(token => run.ClientFor(0).StatusAsync(push, token), TimeSpan.FromMinutes(2));
            await foreach (var status in watch.FollowAsync(cancellationToken))
                if (status.IsOver) accepted += status.Accepted;
        }

        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return new(users, accepted, stats.UsersSent, stats.DistinctUsers, stats.UsersSentTwice);
    }
}
