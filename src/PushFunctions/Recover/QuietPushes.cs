using System.Collections.Concurrent;
using Azure;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// The open pushes none of whose parcels is out, as the last run saw them. All that puts a parcel writes the push's row
/// first: until that changes, their ledgers need not be read again. Many pushes at once, most of which wait for their
/// turn, would cost a read each in every run.
/// </summary>
public sealed class QuietPushes
{
    private ConcurrentDictionary<string, ETag> _before = new();
    private ConcurrentDictionary<string, ETag> _now = new();

    /// <summary>Begins a run: what this one does not see any more is forgotten with the next.</summary>
    public void BeginRun() => (_before, _now) = (_now, new());

    public bool IsQuiet(PushRow push)
    {
        if (!_before.TryGetValue(push.PushId, out var seen) || seen != push.ETag) return false;
        _now[push.PushId] = seen;
        return true;
    }

    /// <summary>Tells what a push's ledger holds above its marks.</summary>
    public void Note(PushRow push, IReadOnlyList<ParcelRow> parcels, IReadOnlyList<ParcelRow> retries)
    {
        // Of a push of one parcel the row does not say whether it was picked up.
        var isPickedUp = push.IsSingle
            ? push.Mark > 0 || parcels.Count > 0
            : parcels.Sum(row => row.Batches) == push.NextBatch - push.Mark;
        if (isPickedUp
            && retries.Count == push.RetryNo - push.RetryMark
            && parcels.Concat(retries).All(row => row.IsOver))
        {
            _now[push.PushId] = push.ETag;
        }
    }
}
