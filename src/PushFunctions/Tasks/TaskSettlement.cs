using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Deliver;
using PushFunctions.Dispatch;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tasks;

/// <summary>
/// Writes down what became of a push to labels or to everyone: always its one row, by compare-and-swap, and then what
/// follows. Whatever dies in between, a step that finds the row goes on from there.
/// </summary>
public sealed class TaskSettlement(
    StorageClients storage, PushStore pushes, TaskRoom room, PushEnd end, RetrySchedule schedule,
    IOptions<StallOptions> options, TimeProvider time, ILogger<TaskSettlement> log)
{
    private const string TooFast = "all calls were too fast for the push service.";

    private readonly Patience _patience = new(time);

    /// <summary>Writes down what came of an announced call, however long storage is away.</summary>
    /// <param name="by">The call's name: of another's call nothing is known here.</param>
    public Task SettleAsync(string pushId, string by, TaskOutcome outcome) => _patience.EndureAsync(async () =>
    {
        while (await pushes.FindAsync(pushId, CancellationToken.None) is { } push)
        {
            if (!push.HasEnded && push.CallBy != by) return;
            if (await TrySettleAsync(push, outcome)) return;
        }
    });

    /// <summary>The same of a push as it was read, whose call could not even be announced.</summary>
    /// <returns>False: another process was faster; nothing was written.</returns>
    public async Task<bool> TrySettleAsync(PushRow push, TaskOutcome outcome)
    {
        if (push.HasEnded)
        {
            await end.CompleteAsync(push, CancellationToken.None);
            return true;
        }

        var now = time.GetUtcNow();
        if (FindRefusal(outcome) is { } refusal) log.NotTaken(push.PushId, push.TaskTo!, refusal);
        switch (outcome)
        {
            case TaskOutcome.Taken taken:
                log.Taken(push.PushId, push.TaskTo!, taken.TaskId);
                TaskProgress.Accept(push, now, taken.TaskId);
                return await TryEndAsync(push);
            case TaskOutcome.Throttled:
                TaskProgress.Unmark(push, now);
                return await TryGoOnAsync(
                    push, TaskProgress.Refuse(push, now, options.Value, isBusy: false, TooFast), keepsPlace: true);
            case TaskOutcome.Busy busy:
                TaskProgress.Unmark(push, now);
                return await TryGoOnAsync(
                    push,
                    TaskProgress.Refuse(push, now, options.Value, isBusy: true, $"{busy.Failure.Description}."),
                    keepsPlace: true);
            case TaskOutcome.Failed { Verdict: Verdict.Unknown } unknown:
                return push.IsCallUnknown || await TryLoseAsync(
                    push, $"{unknown.Failure.Description.TrimEnd('.')}.", LoggedAnswer.Of(unknown.Failure));
            case TaskOutcome.Failed { Verdict: Verdict.Retry } failed:
                TaskProgress.Unmark(push, now);
                return await TryGoOnAsync(
                    push, TaskProgress.Fail(push, now, schedule, failed.Failure.Description), keepsPlace: false);
            case TaskOutcome.Failed { IsUnauthorized: true } when push.IsTokenRefused is not true:
                // The client has dropped its token: once more with a new one.
                TaskProgress.Unmark(push, now);
                push.IsTokenRefused = true;
                return await TryGoOnAsync(push, now, keepsPlace: true);
            case TaskOutcome.Failed { Verdict: Verdict.Stalled } failed:
                return await TryStallAsync(push, failed.Failure);
            case TaskOutcome.Failed failed:
                TaskProgress.Unmark(push, now);
                TaskProgress.End(push, now, UserOutcome.Failed, failed.Failure.Description);
                return await TryEndAsync(push);
            default:
                throw new InvalidOperationException($"Nothing follows from {outcome}.");
        }
    }

    /// <summary>Takes back that a call was announced: it was not made.</summary>
    public Task UnmarkAsync(string pushId, string by) => _patience.EndureAsync(async () =>
    {
        while (await pushes.FindAsync(pushId, CancellationToken.None) is { } push && push.CallBy == by)
        {
            TaskProgress.Unmark(push, time.GetUtcNow());
            push.Calls--;
            if (await pushes.TryWriteAsync(push, [], CancellationToken.None)) return;
        }
    });

    /// <summary>Notes that the answer to an announced call will not come.</summary>
    /// <inheritdoc cref="TrySettleAsync" path="/returns"/>
    public async Task<bool> TryLoseAsync(PushRow push, string description, string logged)
    {
        var now = time.GetUtcNow();
        TaskProgress.Lose(push, now, description);
        log.AnswerLost(push.PushId, push.TaskTo!, logged);
        return push.HasEnded ? await TryEndAsync(push) : await TryHoldAsync(push, now);
    }

    /// <summary>Ends a push that was cancelled, or whose time is over, before its call.</summary>
    /// <inheritdoc cref="TrySettleAsync" path="/returns"/>
    public async Task<bool> TryEndUncalledAsync(PushRow push, CancellationToken cancellationToken)
    {
        // Before it ends: nobody would give it back later.
        await room.GiveBackAsync(push, cancellationToken);
        var now = time.GetUtcNow();
        if (push.CancelledAt is null) TaskProgress.Expire(push, now);
        else TaskProgress.End(push, now, UserOutcome.Cancelled, UserEntry.Cancelled(tries: 0).Description);
        return await TryEndAsync(push);
    }

    /// <summary>Lets the next step come at a moment, or when the push expires.</summary>
    /// <inheritdoc cref="TrySettleAsync" path="/returns"/>
    public async Task<bool> TryPutOffAsync(PushRow push, DateTimeOffset due)
    {
        TaskProgress.PutOff(push, due);
        if (!await pushes.TryWriteAsync(push, [], CancellationToken.None)) return false;
        // Whoever resumes it puts the step of one that rests.
        if (!push.Rests) await pushes.PutNextAsync(push);
        return true;
    }

    private static string? FindRefusal(TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Busy busy => LoggedAnswer.Of(busy.Failure),
        TaskOutcome.Failed { Verdict: not (Verdict.Unknown or Verdict.Stalled) } failed =>
            LoggedAnswer.Of(failed.Failure),
        _ => null,
    };

    private async Task<bool> TryGoOnAsync(PushRow push, DateTimeOffset? due, bool keepsPlace)
    {
        if (due is null)
        {
            if (!await pushes.TryWriteAsync(push, [], CancellationToken.None)) return false;
            await room.GiveBackAsync(push, CancellationToken.None);
            await end.CompleteAsync(push, CancellationToken.None);
            return true;
        }

        if (!await TryPutOffAsync(push, due.Value)) return false;
        if (!keepsPlace) await room.GivePlaceBackAsync(push, CancellationToken.None);
        return true;
    }

    private async Task<bool> TryEndAsync(PushRow push)
    {
        if (!await pushes.TryWriteAsync(push, [], CancellationToken.None)) return false;
        if (push.Failed > 0) await room.GivePlaceBackAsync(push, CancellationToken.None);
        await end.CompleteAsync(push, CancellationToken.None);
        return true;
    }

    private async Task<bool> TryStallAsync(PushRow push, CallFailure failure)
    {
        var now = time.GetUtcNow();
        TaskProgress.Unmark(push, now);
        // What was asked of it meanwhile goes first.
        if (push.CancelledAt is not null || push.Rests) return await TryPutOffAsync(push, now);
        push.Step++;
        push.IsTokenRefused = null;
        push.Stall(now, StallReasons.Of(push.App, failure));
        if (!await TryHoldAsync(push, now)) return false;
        await room.GivePlaceBackAsync(push, CancellationToken.None);
        log.Stalled(push.PushId, LoggedAnswer.Of(failure));
        return true;
    }

    private async Task<bool> TryHoldAsync(PushRow push, DateTimeOffset now)
    {
        // The name first: lists of what is held look at the row of whoever is named.
        await storage.PushIndex.UpsertEntityAsync(
            IndexRow.ForHeld(push, now), TableUpdateMode.Replace, CancellationToken.None);
        return await pushes.TryWriteAsync(push, [], CancellationToken.None);
    }
}
