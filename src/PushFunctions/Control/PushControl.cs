using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Control;

/// <summary>
/// Pauses, resumes and cancels pushes. The push's row decides, by compare-and-swap; its name among those that are held
/// is only how hosts learn of it, and is written before. What a process that dies leaves undone the watchdog does.
/// </summary>
public sealed class PushControl(
    StorageClients storage, PushStore pushes, PauseEnd pauseEnd, RestingParcels resting, PushFeeds feeds,
    GroupLists groups, PushMetrics metrics, TimeProvider time, ILogger<PushControl> log)
{
    /// <returns>Null: the push is as it was asked to be, or there is none.</returns>
    public async Task<Problem?> DoAsync(string pushId, ControlAction action, CancellationToken cancellationToken)
    {
        while (await pushes.FindAsync(pushId, cancellationToken) is { } push)
        {
            var turn = action switch
            {
                ControlAction.Pause => Pause(push),
                ControlAction.Resume => FindResume(push),
                ControlAction.Cancel => await CancelAsync(push, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(action)),
            };
            if (!turn.Holds && !turn.Goes) return turn.Problem;
            var isDone = turn.Holds
                ? await TryHoldAsync(push, turn, cancellationToken)
                : await pauseEnd.TryAsync(push, "resumed", cancellationToken);
            if (!isDone) continue;
            log.Changed(pushId, push.ReadTimeline()[^1].What);
            metrics.CountUsers(push.App, "cancelled", turn.Cancelled);
            return null;
        }

        return null;
    }

    private async Task<bool> TryHoldAsync(PushRow push, Turn turn, CancellationToken cancellationToken)
    {
        push.IsHeld = true;
        await storage.PushIndex.UpsertEntityAsync(
            IndexRow.ForHeld(push, time.GetUtcNow()), TableUpdateMode.Replace, cancellationToken);
        if (!await pushes.TryWriteAsync(push, [], cancellationToken)) return false;
        if (turn.Goes) await resting.PutAsync(push, CancellationToken.None);
        if (!push.IsSingle) await feeds.LeaveAsync(push, CancellationToken.None);
        return true;
    }

    private Turn Pause(PushRow push)
    {
        if (HasEnded(push)) return Turn.Refused(ControlProblems.Ended(push, "paused"));
        if (push.IsCallUnknown) return Turn.Refused(TaskProblems.CallUnknown(push, "paused"));
        if (push.State == PushState.Paused) return Turn.Done;
        (push.State, push.Reason, push.ThrottledSince) = (PushState.Paused, null, null);
        push.Note(time.GetUtcNow(), "paused");
        return Turn.Hold;
    }

    private static Turn FindResume(PushRow push) => HasEnded(push)
        ? Turn.Refused(ControlProblems.Ended(push, "resumed"))
        : push.IsCallUnknown ? Turn.Refused(TaskProblems.CallUnknown(push, "resumed"))
        : push.Rests ? Turn.Go : Turn.Done;

    private async Task<Turn> CancelAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.CancelledAt is not null) return Turn.Done;
        if (push.HasEnded) return Turn.Refused(ControlProblems.Ended(push, "cancelled"));
        var now = time.GetUtcNow();
        var others = push.IsExpanding ? "; others were not looked up yet" : "";
        var users = push.IsSingle || push.IsFed
            ? 0
            : PushProgress.CancelUnfed(push, new(await groups.ReadAsync(push, cancellationToken)));
        (push.CancelledAt, push.Reason, push.ThrottledSince) = (now, null, null);
        // Whom a replay has not come to ends as before.
        push.ReplayFrom = null;
        push.State = PushState.Sending;
        push.Step++;
        push.StepDue = now;
        push.Note(now, (users == 0 ? "cancelled" : $"cancelled; {users} users were not on their way yet") + others);
        return Turn.HoldAndGo with { Cancelled = users };
    }

    private static bool HasEnded(PushRow push) => push.HasEnded || push.CancelledAt is not null;

    /// <summary>What follows a look at a push.</summary>
    private sealed record Turn(bool Holds, bool Goes, Problem? Problem = null, int Cancelled = 0)
    {
        /// <summary>It is as it should be.</summary>
        public static readonly Turn Done = new(Holds: false, Goes: false);

        /// <summary>Its parcels are to rest.</summary>
        public static readonly Turn Hold = new(Holds: true, Goes: false);

        /// <summary>Its parcels are to be seen again.</summary>
        public static readonly Turn Go = new(Holds: false, Goes: true);

        /// <summary>Its parcels are to be seen again, and not to be sent.</summary>
        public static readonly Turn HoldAndGo = new(Holds: true, Goes: true);

        public static Turn Refused(Problem problem) => new(Holds: false, Goes: false, problem);
    }
}
