using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Has a label synced soon after somebody has changed it: once for all changes of some seconds, unless a timer is
/// faster.
/// </summary>
public sealed class LabelBell(LabelBook book, WorkQueues queues, IOptions<LabelOptions> options, TimeProvider time)
{
    /// <summary>What waits on a queue waits whole seconds.</summary>
    private TimeSpan Delay => TimeSpan.FromSeconds(Math.Floor(options.Value.SyncDelay.TotalSeconds));

    /// <summary>Asks for a sync; what was changed before is in it. A label that is not there is made by that.</summary>
    public Task RingAsync(LabelPartition label, CancellationToken cancellationToken) =>
        RingAsync(label, mayMake: true, cancellationToken);

    /// <summary>The same for somebody who takes: a label that is gone by now is not made again.</summary>
    public Task RingIfThereAsync(LabelPartition label, CancellationToken cancellationToken) =>
        RingAsync(label, mayMake: false, cancellationToken);

    private async Task RingAsync(LabelPartition label, bool mayMake, CancellationToken cancellationToken)
    {
        while (!await TryRingAsync(label, mayMake, cancellationToken))
        {
            // Somebody else has written on the row.
        }
    }

    private async Task<bool> TryRingAsync(LabelPartition label, bool mayMake, CancellationToken cancellationToken)
    {
        var row = await book.FindAsync(label, cancellationToken);
        if (row is null && !mayMake && !await book.HasMembersAsync(label, cancellationToken)) return true;
        var now = time.GetUtcNow();
        // One that was put so short ago is still to be seen, and finds this change, too.
        var isPut = row?.SyncPutAt is { } put && put <= now && now < put + Delay;
        var columns = new Dictionary<string, object> { [nameof(LabelRow.SyncAskedAt)] = now };
        if (row?.CreatedAt is null) columns[nameof(LabelRow.CreatedAt)] = now;
        if (!isPut) columns[nameof(LabelRow.SyncPutAt)] = now;
        if (await book.TryWriteAsync(label, row, columns, cancellationToken) is null) return false;
        if (isPut) return true;
        var step = new LabelStep { Kind = LabelStepKind.Ask, App = label.App, Label = label.Label };
        await queues.PutAsync(step, Delay, cancellationToken);
        return true;
    }
}
