using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Chaos;

/// <summary>Carries one plan out on a running stack: posts, breaks, mends, waits for the end, and asks both sides.</summary>
internal sealed class ChaosRun(ChaosPlan plan, LocalStack stack, AnyHost bridge, StackClient farSide)
{
    private const int StoriesAtOnce = 8;

    /// <summary>Longer than anything takes that still goes on; a machine may be slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Storage that is killed before it has saved would lose what it promised, as no real one does.</summary>
    private static readonly TimeSpan SaveTime = TimeSpan.FromMinutes(1);

    private readonly long _start = TimeProvider.System.GetTimestamp();

    private int _kills;

    /// <summary>Hosts that were killed; one that was down already is not among them.</summary>
    public int Kills => _kills;

    /// <summary>What went wrong that no book shows.</summary>
    public List<Discrepancy> Others { get; } = [];

    /// <summary>From the end of the last fault until the last push was over.</summary>
    public TimeSpan ToEnd { get; private set; }

    /// <returns>A book for each push that was promised.</returns>
    public async Task<IReadOnlyList<PushBook>> RunAsync(CancellationToken cancellationToken)
    {
        var posting = plan.Pushes.Select(push => PostAsync(push, cancellationToken)).ToList();
        await Task.WhenAll(plan.Faults.Select(fault => HappenAsync(fault, cancellationToken)));
        var healed = TimeProvider.System.GetTimestamp();
        var posted = (await Task.WhenAll(posting)).OfType<PostedPush>().ToList();
        var ended = new List<(PostedPush Push, PushStatus Status)>();
        foreach (var push in posted)
            if (await EndAsync(push, cancellationToken) is { } status) ended.Add((push, status));
        ToEnd = TimeProvider.System.GetElapsedTime(healed);

        var books = new List<PushBook>();
        foreach (var (push, status) in ended)
            if (await TryAsync(() => BookAsync(push, status, cancellationToken)) is { } book) books.Add(book);
        return books;
    }

    private Task<PostedPush?> PostAsync(PlannedPush push, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await UntilAsync(push.At, cancellationToken);
        var accepted = await bridge.PostAsync(push.ToEvent(), cancellationToken);
        return new PostedPush(push, accepted.PushId);
    });

    private async Task HappenAsync(ChaosFault fault, CancellationToken cancellationToken)
    {
        await UntilAsync(fault.At, cancellationToken);
        switch (fault)
        {
            case ChaosFault.HostKilled killed:
                if (await stack.KillHostAsync(killed.Host)) Interlocked.Increment(ref _kills);
                break;
            case ChaosFault.StorageAway away:
                await stack.StopStorageAsync(SaveTime);
                await Task.Delay(away.Length, TimeProvider.System, cancellationToken);
                await stack.StartStorageAsync(cancellationToken);
                break;
            case ChaosFault.FarSideIll ill:
                var id = await farSide.InjectAsync(ill.Fault.DeepClone(), cancellationToken);
                await Task.Delay(ill.Length, TimeProvider.System, cancellationToken);
                await farSide.TakeBackAsync(id, cancellationToken);
                break;
        }
    }

    /// <returns>The last that is known of it: over, unless nothing happens to it any more.</returns>
    private async Task<PushStatus?> EndAsync(PostedPush push, CancellationToken cancellationToken)
    {
        PushStatus? last = null;
        var watch = new PushWatch(token => bridge.StatusAsync(push.Id, token), Patience);
        try
        {
            await foreach (var status in watch.FollowAsync(cancellationToken)) last = status;
        }
        catch (StackException stuck)
        {
            Note(stuck);
        }

        return last;
    }

    private async Task<PushBook?> BookAsync(PostedPush push, PushStatus status, CancellationToken cancellationToken)
    {
        var told = await farSide.ToldAsync(push.Planned.Prefix, withOnce: true, cancellationToken);
        var notAccepted = await bridge.NotAcceptedAsync(push.Id, cancellationToken);
        var doubtful = PushBook.Doubtful(push.Planned, told, notAccepted);
        var stories = new UserTold[doubtful.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = StoriesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, doubtful.Count, parallel, async (user, token) =>
            stories[user] = await bridge.StoryAsync(push.Id, doubtful[user], token));
        return new(push.Planned, status, told, stories);
    }

    private async Task<T?> TryAsync<T>(Func<Task<T?>> work)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (StackException failure)
        {
            Note(failure);
            return null;
        }
    }

    private void Note(StackException failure)
    {
        lock (Others) Others.Add(new(DiscrepancyKind.Other, 0, failure.Message));
    }

    private async Task UntilAsync(TimeSpan moment, CancellationToken cancellationToken)
    {
        var left = moment - TimeProvider.System.GetElapsedTime(_start);
        if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System, cancellationToken);
    }

    /// <summary>A push that was promised.</summary>
    private sealed record PostedPush(PlannedPush Planned, string Id);
}
