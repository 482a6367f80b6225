using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Ends a push where it is fed to: those beyond have expired, or nothing could be sent for so long that they are given
/// up. What is fed decides for itself.
/// </summary>
public sealed class EarlyEnd(
    DeadLetters letters, PushStore pushes, LedgerReader ledger, PushFeeds feeds, ParcelMaker maker,
    IOptions<StallOptions> options, PushMetrics metrics, TimeProvider time, ILogger<EarlyEnd> log)
{
    /// <returns>
    /// False: it is fed on. If it was shown as stalled for so long and nobody has tried, or something could be sent, it
    /// is shown as sending with the next write.
    /// </returns>
    public async Task<bool> IsDueAsync(PushRow push, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (push.IsExpired(now)) return true;
        if (!push.IsGivenUp(now, options.Value.GiveUpAfter)) return false;
        // A step so late: the app was stopped, and what it had fed begins anew as well.
        if (now <= push.StepDue + options.Value.After && !await GoesOnAsync(push, cancellationToken)) return true;
        // Whoever died while giving it up may have left the dead letter, which goes at the push's end.
        push.GivenUpAt = push.ThrottledSince + options.Value.GiveUpAfter;
        push.EndThrottled(now);
        return false;
    }

    /// <returns>False: another process was faster; nothing was written.</returns>
    public async Task<bool> TryEndAsync(PushRow push, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isExpired = push.IsExpired(now);
        var layout = await maker.LayoutAsync(push, cancellationToken);
        // By what is written down, not by the clock: written again, their dead letter is the same.
        if (!isExpired) push.GivenUpAt = push.ThrottledSince + options.Value.GiveUpAfter;
        var others = push.IsExpanding ? "; others were not looked up yet" : "";
        var users = isExpired
            ? PushProgress.ExpireUnfed(push, layout)
            : PushProgress.GiveUpUnfed(push, layout);
        push.State = PushState.Sending;
        push.Step++;
        push.StepDue = now;
        push.Note(now, isExpired ? $"{users} users have expired{others}" : $"{users} users are given up{others}");
        // Written before, as everything that must be found again.
        if (!isExpired) await letters.KeepUnfedAsync(push, users, cancellationToken);
        if (!await pushes.TryWriteAsync(push, [], cancellationToken))
        {
            if (!isExpired) await ForgetUnlessGivenUpAsync(push, cancellationToken);
            return false;
        }

        metrics.CountUsers(push.App, isExpired ? "expired" : "dead", users);
        if (!isExpired) metrics.CountDeadUsers(push.App, users);
        await pushes.PutNextAsync(push);
        await feeds.LeaveAsync(push, cancellationToken);
        if (isExpired) log.Expired(push.PushId, users);
        else log.GivenUp(push.PushId, users);
        return true;
    }

    /// <summary>Whether a call was taken since; the watchdog, which shows it, may not have seen it yet.</summary>
    private async Task<bool> GoesOnAsync(PushRow push, CancellationToken cancellationToken)
    {
        IReadOnlyList<ParcelRow> rows =
        [
            .. await ledger.ReadParcelsAsync(push, cancellationToken),
            .. await ledger.ReadRetriesAsync(push, cancellationToken),
        ];
        return push.LastTakenOf(rows) > push.ThrottledSince;
    }

    /// <summary>
    /// Whoever was faster may have let it go on. Otherwise the dead letter holds: it is that of the other, or of the
    /// next attempt.
    /// </summary>
    private async Task ForgetUnlessGivenUpAsync(PushRow push, CancellationToken cancellationToken)
    {
        var there = await pushes.FindAsync(push.PushId, cancellationToken);
        var isGivenUp = there is { CutAs: UserOutcome.Dead } && there.GivenUpAt == push.GivenUpAt;
        if (!isGivenUp && there?.ThrottledSince != push.ThrottledSince)
            await letters.ForgetUnfedAsync(push, cancellationToken);
    }
}
