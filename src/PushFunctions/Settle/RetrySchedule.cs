using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PushFunctions.Settle;

/// <summary>Says when to try again. Pure arithmetic: no clock, no queue.</summary>
public sealed class RetrySchedule(IOptions<RetryOptions> options)
{
    private static readonly TimeSpan LargestBucket = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SmallestBucket = TimeSpan.FromMilliseconds(1);

    private readonly IReadOnlyList<TimeSpan> _delays = options.Value.Schedule;

    /// <summary>Users of a push who are due within one bucket are tried again together.</summary>
    public TimeSpan Bucket { get; } = Bound(options.Value.Schedule.Min() / 4);

    /// <summary>Whether a user with this many failed tries is tried again.</summary>
    public bool HasTryAfter(int failedTries) => failedTries <= _delays.Count;

    /// <summary>The bucket in which users are tried again, at its end: never before their wait is over.</summary>
    /// <param name="pushId">
    /// The push: its wait is drawn once per round and try, so that its parcels come together.
    /// </param>
    /// <param name="failedTries">Tries that have failed, from 1.</param>
    public DateTimeOffset DueAfter(string pushId, int round, int failedTries, DateTimeOffset now)
    {
        var due = now + _delays[failedTries - 1] * (1 + options.Value.Jitter * Draw(pushId, round, failedTries));
        var buckets = (due.UtcTicks + Bucket.Ticks - 1) / Bucket.Ticks;
        return new(buckets * Bucket.Ticks, TimeSpan.Zero);
    }

    /// <summary>−1 to 1, always the same for the same push, round and try.</summary>
    private static double Draw(string pushId, int round, int failedTries)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{pushId}|{round}|{failedTries}"));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue * 2 - 1;
    }

    private static TimeSpan Bound(TimeSpan bucket) =>
        bucket > LargestBucket ? LargestBucket : bucket < SmallestBucket ? SmallestBucket : bucket;
}
