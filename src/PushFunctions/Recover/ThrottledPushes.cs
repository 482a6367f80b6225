using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Shows a push as stalled of which nothing could be sent for long, since all its calls were too fast, and as sending
/// once something was. Its parcels go on trying all the while.
/// </summary>
public sealed class ThrottledPushes(
    PushStore pushes, IOptions<StallOptions> options, TimeProvider time, ILogger<ThrottledPushes> log)
{
    /// <param name="push">The push.</param>
    /// <param name="rows">All its ledger rows above its marks.</param>
    public async Task LookAsync(
        PushRow push, IReadOnlyList<ParcelRow> rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = push.LastTakenOf(rows);
        if (push.ThrottledSince is { } shown)
        {
            if (!(taken > shown)) return;
            push.EndThrottled(now);
            if (await pushes.TryWriteAsync(push, [], cancellationToken)) log.GoesOn(push.PushId);
        }
        else if (SinceOf(rows, taken, now) is { } since && now - since >= options.Value.After)
        {
            push.BeginThrottled(now, since);
            // Where another has written it, the next run looks again.
            if (await pushes.TryWriteAsync(push, [], cancellationToken)) log.Throttled(push.PushId, since);
        }
    }

    /// <returns>Since when nothing could be sent; null: nothing is too fast.</returns>
    private DateTimeOffset? SinceOf(IEnumerable<ParcelRow> rows, DateTimeOffset? taken, DateTimeOffset now)
    {
        var throttled = rows.Where(row => !row.IsOver).Min(row => row.TriedSince(now, options.Value.After));
        return throttled is not null && taken > throttled ? taken : throttled;
    }
}
