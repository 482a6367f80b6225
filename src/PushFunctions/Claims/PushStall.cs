using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>
/// Stops a push none of whose calls can pass until a person has mended something: like one that is paused it rests, and
/// nobody's tries are used up. One that was only refused as too fast goes on by itself.
/// </summary>
public sealed class PushStall(
    StorageClients storage, PushStore pushes, PushFeeds feeds, IOptions<StallOptions> options, TimeProvider time,
    ILogger<PushStall> log)
{
    /// <param name="reason">For people: what was said, and what to do.</param>
    /// <param name="logged">The same as a log may say it.</param>
    /// <remarks>
    /// While storage is away nothing is stalled: the parcel comes back, and its next call is refused too.
    /// </remarks>
    public Task StallAsync(string pushId, string reason, string logged) => TryAsync(pushId, async () =>
    {
        while (await pushes.FindAsync(pushId, CancellationToken.None) is
            { HasEnded: false, Rests: false, CancelledAt: null } push)
        {
            var now = time.GetUtcNow();
            push.Stall(now, reason);
            // The name first: hosts look at the row of whoever is named.
            await storage.PushIndex.UpsertEntityAsync(
                IndexRow.ForHeld(push, now), TableUpdateMode.Replace, CancellationToken.None);
            if (!await pushes.TryWriteAsync(push, [], CancellationToken.None)) continue;
            log.Stalled(pushId, logged);
            if (!push.IsSingle) await feeds.LeaveAsync(push, CancellationToken.None);
            return;
        }
    });

    /// <summary>Tells that a call was taken of a parcel that was refused as too fast until now.</summary>
    /// <param name="since">Since when it was.</param>
    /// <remarks>While storage is away nothing is lifted: the watchdog does it.</remarks>
    public Task LiftAsync(HeldParcel held, DateTimeOffset since) => TryAsync(held.Parcel.PushId, async () =>
    {
        // Only then may its push be shown as stalled.
        if (time.GetUtcNow() - since < options.Value.After) return;
        // First: the watchdog judges by the parcel's row.
        await held.ProlongAsync();
        while (await pushes.FindAsync(held.Parcel.PushId, CancellationToken.None) is
            { HasEnded: false, ThrottledSince: not null } push)
        {
            push.EndThrottled(time.GetUtcNow());
            if (!await pushes.TryWriteAsync(push, [], CancellationToken.None)) continue;
            log.GoesOn(held.Parcel.PushId);
            return;
        }
    });

    /// <summary>What was answered must not be lost for it.</summary>
    private async Task TryAsync(string pushId, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception exception) when (StorageErrors.IsAway(exception))
        {
            log.StateNotWritten(exception, pushId);
        }
    }
}
