using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>Ends the claim of a parcel that was not done: another claim goes on with it.</summary>
public sealed class ParcelReturn(
    WorkQueues queues, HeldPushes holds, TimeProvider time, IOptions<DeliveryOptions> options,
    ILogger<ParcelReturn> log)
{
    /// <summary>Gives a parcel back; a copy of its message is seen after the wait.</summary>
    public async Task GiveBackAsync(HeldParcel held, TimeSpan wait)
    {
        if (!await held.ReleaseAsync(time.GetUtcNow() + wait + options.Value.ClaimTime)) return;
        await queues.PutSurelyAsync(held.Parcel, wait);
        log.GivenBack(held.Parcel.PushId, held.Parcel.Row, wait.TotalSeconds);
    }

    /// <summary>
    /// Gives a parcel of a paused push back, without a message: whoever resumes the push puts it again.
    /// </summary>
    public async Task RestAsync(HeldParcel held)
    {
        if (!await held.ReleaseAsync(time.GetUtcNow() + options.Value.ClaimTime)) return;
        log.Rests(held.Parcel.PushId, held.Parcel.Row);
        // Who resumed it just before found the parcel still held.
        if (await holds.LookAsync(held.Parcel.PushId, CancellationToken.None) != Hold.Paused)
            await queues.PutSurelyAsync(held.Parcel, TimeSpan.Zero);
    }

    /// <summary>
    /// Ends a claim after a failure, whose own exception counts. The message comes back in seconds; if it found a fresh
    /// claim it would wait as a copy, whose failures are counted anew: what always fails would never be poison, and its
    /// users would be told again and again.
    /// </summary>
    public async Task AbandonAsync(HeldParcel held)
    {
        try
        {
            await held.AbandonAsync();
        }
        catch (Exception exception)
        {
            // Then the claim ends by itself.
            log.NotAbandoned(exception, held.Parcel.PushId, held.Parcel.Row);
        }
    }
}
