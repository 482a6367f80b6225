using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Dispatch;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Control;

/// <summary>
/// Pauses, resumes and cancels pushes. The push's row decides, by compare-and-swap; its name among those that are held
/// is only how hosts learn of it, and is written before. What a process that dies leaves undone the watchdog does.
/// </summary>
public sealed class PushControl(
    StorageClients storage, PushStore pushes, RestingParcels resting, GroupLists groups, TimeProvider time,
    ILogger<PushControl> log)
{
    /// <returns>Null: it is paused.</returns>
    public Task<Problem?> PauseAsync(string pushId, CancellationToken cancellationToken) => ChangeAsync(
        pushId,
        push =>
        {
            if (push.HasEnded || push.CancelledAt is not null)
                return Task.FromResult(Turn.Refused(ControlProblems.Ended(push, "paused")));
            if (push.State == PushState.Paused) return Task.FromResult(Turn.Done);
            push.State = PushState.Paused;
            push.Note(time.GetUtcNow(), "paused");
            return Task.FromResult(Turn.Hold);
        },
        cancellationToken);

    /// <returns>Null: it goes on, or went on already.</returns>
    public Task<Problem?> ResumeAsync(string pushId, CancellationToken cancellationToken) => ChangeAsync(
        pushId,
        push =>
        {
            if (push.HasEnded || push.CancelledAt is not null)
                return Task.FromResult(Turn.Refused(ControlProblems.Ended(push, "resumed")));
            if (push.State != PushState.Paused) return Task.FromResult(Turn.Done);
            push.State = push.Step == 0 ? PushState.Waiting : PushState.Sending;
            push.StepDue = time.GetUtcNow();
            push.IsHeld = false;
            push.Note(time.GetUtcNow(), "resumed");
            return Task.FromResult(Turn.Go);
        },
        cancellationToken);

    /// <returns>Null: it is cancelled.</returns>
    public Task<Problem?> CancelAsync(string pushId, CancellationToken cancellationToken) => ChangeAsync(
        pushId,
        async push =>
        {
            if (push.CancelledAt is not null) return Turn.Done;
            if (push.HasEnded) return Turn.Refused(ControlProblems.Ended(push, "cancelled"));
            var now = time.GetUtcNow();
            var users = push.IsSingle || push.IsFed
                ? 0
                : PushProgress.CancelUnfed(push, new(await groups.ReadAsync(push, cancellationToken)));
            push.CancelledAt = now;
            push.State = PushState.Sending;
            push.Step++;
            push.StepDue = now;
            push.Note(now, users == 0 ? "cancelled" : $"cancelled; {users} users were not on their way yet");
            return Turn.HoldAndGo;
        },
        cancellationToken);

    private async Task<Problem?> ChangeAsync(
        string pushId, Func<PushRow, Task<Turn>> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            // No such push: the answer, which shows the push, says so.
            if (await pushes.FindAsync(pushId, cancellationToken) is not { } push) return null;
            var turn = await change(push);
            if (!turn.Holds && !turn.Goes) return turn.Problem;
            if (turn.Holds)
            {
                push.IsHeld = true;
                await storage.PushIndex.UpsertEntityAsync(
                    IndexRow.ForHeld(push, time.GetUtcNow()), TableUpdateMode.Replace, cancellationToken);
            }

            if (!await pushes.TryWriteAsync(push, [], cancellationToken)) continue;
            log.Changed(pushId, push.ReadTimeline()[^1].What);
            if (!turn.Holds)
                await storage.PushIndex.DeleteEntityAsync(IndexRow.Held, pushId, ETag.All, CancellationToken.None);
            if (turn.Goes) await resting.PutAsync(push, CancellationToken.None);
            return null;
        }
    }

    /// <summary>What follows a look at a push.</summary>
    private sealed record Turn(bool Holds, bool Goes, Problem? Problem = null)
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
