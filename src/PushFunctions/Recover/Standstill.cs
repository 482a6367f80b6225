using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Shows a push as stalled of which nothing could be sent for long, since all its calls were too fast, and as sending
/// once something was. Its parcels go on trying all the while.
/// </summary>
public sealed class Standstill(
    PushStore pushes, IOptions<StallOptions> options, TimeProvider time, ILogger<Standstill> log)
{
    /// <param name="push">The push.</param>
    /// <param name="rows">All its ledger rows above its marks.</param>
    public async Task LookAsync(
        PushRow push, IReadOnlyList<ParcelRow> rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = LastTakenOf(push, rows);
        if (push.ThrottledSince is { } shown)
        {
            if (!(taken > shown)) return;
            push.EndThrottled(now);
            if (await pushes.TryWriteAsync(push, [], cancellationToken)) log.GoesOn(push.PushId);
        }
        else if (SinceOf(rows, taken) is { } since && now - since >= options.Value.After)
        {
            push.BeginThrottled(now, since);
            // Where another has written it, the next run looks again.
            if (await pushes.TryWriteAsync(push, [], cancellationToken)) log.Throttled(push.PushId, since);
        }
    }

    private static DateTimeOffset? LastTakenOf(PushRow push, IEnumerable<ParcelRow> rows) =>
        rows.Select(row => row.TakenAt).Append(push.LastTakenAt).Max();

    /// <returns>Since when nothing could be sent; null: nothing is too fast.</returns>
    private static DateTimeOffset? SinceOf(IEnumerable<ParcelRow> rows, DateTimeOffset? taken)
    {
        var throttled = rows.Where(row => !row.IsOver).Min(row => row.ThrottledSince);
        return throttled is not null && taken > throttled ? taken : throttled;
    }
}
