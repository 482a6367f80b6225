using Microsoft.Extensions.Logging;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Ends the rest of a push, paused or stalled, whose time is over. From there it goes its ordinary way, on which nobody
/// is called any more.
/// </summary>
public sealed class ExpiredPauses(PauseEnd pauseEnd, TimeProvider time, ILogger<ExpiredPauses> log)
{
    /// <param name="push">A push that rests; one that has just been changed is left to the next run.</param>
    public async Task LookAtAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (!push.IsExpired(time.GetUtcNow())) return;
        var how = push.State == PushState.Paused ? "paused" : "stalled";
        if (await pauseEnd.TryAsync(push, $"expired while it was {how}", cancellationToken))
            log.ExpiredAtRest(push.PushId);
    }
}
