using PushFunctions.Dev.Chaos;
using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Kills;

/// <summary>Events to 10,000 users each, always a few ahead of the calls.</summary>
internal sealed class PushStream(AnyHost bridge, StackClient farSide, string name)
{
    private const int UsersPerPush = 10_000;
    private const int UsersAhead = 20_000;
    private const int UsersPerCall = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly List<(PlannedPush Push, string Id)> _posted = [];

    public int Users => _posted.Sum(posted => posted.Push.Count);

    /// <summary>Users accepted, by the ledger; once all pushes are over.</summary>
    public int Accepted { get; private set; }

    /// <summary>Posts until it is stopped.</summary>
    public async Task PostAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var told = (await farSide.StatsAsync(stop)).UsersSent;
                if (Users - told < UsersAhead)
                {
                    var push = new PlannedPush(TimeSpan.Zero, $"{name}p{_posted.Count}", UsersPerPush);
                    var accepted = await bridge.PostAsync(push.ToEvent(), stop);
                    _posted.Add((push, accepted.PushId));
                }
                else
                {
                    await Task.Delay(LookEvery, TimeProvider.System, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Enough. An event that was just posted may be a push that nobody here knows; its users are not counted.
        }
    }

    /// <summary>Waits for the first calls.</summary>
    public async Task FlowsAsync(CancellationToken cancellationToken)
    {
        while ((await farSide.StatsAsync(cancellationToken)).UsersSent == 0)
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
    }

    /// <summary>Waits for the end of all pushes.</summary>
    /// <returns>The batches any of whose users were told more than once.</returns>
    public async Task<IReadOnlyList<MarkedBatch>> EndAsync(CancellationToken cancellationToken)
    {
        var doubled = new List<MarkedBatch>();
        foreach (var (push, id) in _posted)
        {
            PushStatus? last = null;
            var watch = new PushWatch(token => bridge.StatusAsync(id, token), Patience);
            await foreach (var status in watch.FollowAsync(cancellationToken)) last = status;
            Accepted += last!.Accepted;
            var told = await farSide.ToldAsync(push.Prefix, withOnce: false, cancellationToken);
            doubled.AddRange(told.MoreThanOnce.Keys.Select(push.PlaceOf).Select(place => place / UsersPerCall)
                .Distinct().Select(batch => new MarkedBatch(id, batch)));
        }

        return doubled;
    }
}
