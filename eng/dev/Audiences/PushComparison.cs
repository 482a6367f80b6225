using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Audiences;

/// <summary>A push to an audience, then pushes to as many users as an event can name, by the same host.</summary>
/// <param name="run">The stack; the audience is ready.</param>
/// <param name="callsPerMinute">Its limit.</param>
/// <param name="length">What is measured of each, after the warm-up.</param>
internal sealed class PushComparison(BenchRun run, int callsPerMinute, TimeSpan length)
{
    // Calls that were on their way when a push was cancelled have all come by then.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    /// <summary>Who can be called within what is measured, and so long after that none is lacking.</summary>
    public static int UsersNeeded(int callsPerMinute, TimeSpan length) =>
        (int)Math.Ceiling(callsPerMinute * (CallStretch.WarmUp + length + CallStretch.Tail).TotalMinutes)
        * Broadcast.UsersPerCall;

    /// <summary>Posts one event to an audience, and cancels its push when enough was seen of it.</summary>
    public async Task<PushFigures> ToAudienceAsync(string audience, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetUtcNow();
        var accepted = await run.ClientFor(0).PostAsync(EventTo(audience), cancellationToken);
        var figures = await MeasureAsync(start, TimeProvider.System.GetUtcNow(), cancellationToken);
        await run.ClientFor(0).CancelAsync(accepted.PushId, cancellationToken);
        await run.UntilAsync(
            () => run.Calls.FirstSince(TimeProvider.System.GetUtcNow() - Quiet) is null, cancellationToken);
        return figures;
    }

    /// <summary>Posts event after event, each when the one before has had its first calls.</summary>
    public async Task<PushFigures> ToEventsAsync(CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetUtcNow();
        var broadcast = new Broadcast(run, UsersNeeded(callsPerMinute, length));
        var posting = broadcast.PostAsync(Broadcast.UsersPerEvent, cancellationToken);
        await run.UntilAsync(() => posting.IsCompleted || broadcast.Posted > 0, cancellationToken);
        var figures = await MeasureAsync(start, TimeProvider.System.GetUtcNow(), cancellationToken);
        await posting;
        return figures;
    }

    private async Task<PushFigures> MeasureAsync(
        DateTimeOffset start, DateTimeOffset accepted, CancellationToken cancellationToken)
    {
        await run.UntilAsync(() => run.Calls.FirstSince(start) is not null, cancellationToken);
        var first = run.Calls.FirstSince(start)!.Value;
        var (from, to) = (first + CallStretch.WarmUp, first + CallStretch.WarmUp + length);
        // Only a later call shows that all calls until then have been read.
        await run.UntilAsync(() => run.Calls.FirstSince(to) is not null, cancellationToken);
        return new(
            (first - accepted).TotalSeconds,
            CallStretch.ShareOfTime(run.Calls.InOrder(), from, to, callsPerMinute),
            run.StorageBetween(from, to),
            run.MemoryGrowthSince(from)[0]);
    }

    /// <summary>The message is that of the others.</summary>
    private static JsonNode EventTo(string audience)
    {
        var sample = JsonSerializer.SerializeToNode(
            SampleEvent.Create(users: 1, audience), RunJson.Default.SampleEvent)!;
        sample["to"] = new JsonObject { ["audience"] = audience };
        return sample;
    }
}
