using System.Collections.Concurrent;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>
/// Puts the retry step of a push and bucket, once per process; the watchdog puts what is lost or lies too far ahead.
/// </summary>
public sealed class RetryBell(WorkQueues queues, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string PushId, DateTimeOffset Bucket), bool> _rung = new();

    /// <summary>Whether a bucket lies too far ahead for a queue; its index row is to say so.</summary>
    public bool IsTooFar(DateTimeOffset bucket) => bucket - time.GetUtcNow() > WorkQueues.MaxWait;

    /// <param name="due">The row of users who are due.</param>
    /// <param name="cancellationToken">Ends the put.</param>
    public async Task RingAsync(IndexRow due, CancellationToken cancellationToken)
    {
        var (pushId, bucket) = (due.PushId, due.At);
        if (IsTooFar(bucket) || !_rung.TryAdd((pushId, bucket), true)) return;
        foreach (var past in _rung.Keys.Where(key => key.Bucket < time.GetUtcNow())) _rung.TryRemove(past, out _);
        try
        {
            await queues.PutAsync(DispatchStep.ForRetry(due, bucket), cancellationToken);
        }
        catch (Exception exception) when (StorageErrors.IsAway(exception))
        {
            // The next parcel of the bucket rings, or the watchdog: outcomes must not be lost for a message.
            _rung.TryRemove((pushId, bucket), out _);
        }
    }
}
