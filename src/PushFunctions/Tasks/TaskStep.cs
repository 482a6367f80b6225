using System.Text.Json;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tasks;

/// <summary>
/// Makes the one call of a push to labels or to everyone. Before it, the push's row says by compare-and-swap that it is
/// made, and until when it must have been answered: who finds that moment passed knows that nobody knows. What has to
/// be waited for is a step that comes later.
/// </summary>
public sealed class TaskStep(
    PushStore pushes, PushEnd end, DeadLetters letters, GroupLists groups, TaskRoom room, TaskCaller caller,
    SlotBooking slots, TaskSettlement settlement, IOptions<DeliveryOptions> options, TimeProvider time) : ITaskStep
{
    /// <summary>A process that dies between the announcement and the call leaves one that nobody knows of.</summary>
    private static readonly TimeSpan MarkBefore = TimeSpan.FromMilliseconds(300);

    private const string Died = "the process that made it has died, or was cut off from storage, before it told.";

    public async Task RunAsync(DispatchStep step, CancellationToken cancellationToken)
    {
        while (await pushes.FindAsync(step.PushId, cancellationToken) is { IsTask: true } push)
        {
            if (push.HasEnded)
            {
                await end.CompleteAsync(push, cancellationToken);
                return;
            }

            if (push.Rests)
            {
                if (push.CallBy is null) await room.GivePlaceBackAsync(push, cancellationToken);
                return;
            }

            if (push.Step != step.Checkpoint) return;
            if (FindEnd(push) is { } isOver)
            {
                if (await isOver(cancellationToken)) return;
                continue;
            }

            var message = (await groups.ReadAsync(push, cancellationToken))[0].Message;
            var (slot, isDone) = await TakeSlotAsync(push, cancellationToken);
            if (isDone) return;
            if (slot is not { } taken) continue;
            if (await TryCallAsync(push, message, taken, cancellationToken)) return;
        }
    }

    /// <returns>What is done instead of a call; null: a call is to be made.</returns>
    private Func<CancellationToken, Task<bool>>? FindEnd(PushRow push)
    {
        var now = time.GetUtcNow();
        if (push.CallBy is not null)
        {
            // In the air: who made the call goes on, and when that one dies the watchdog puts a step.
            return push.CallUntil > now
                ? _ => Task.FromResult(true)
                : _ => settlement.TryLoseAsync(push, Died, "nobody told of the answer");
        }

        return push.CancelledAt is not null || push.IsExpired(now)
            ? stop => settlement.TryEndUncalledAsync(push, stop)
            : push.NotBefore is { } first && first > now
            ? _ => settlement.TryPutOffAsync(push, first)
            : null;
    }

    /// <returns>The slot of the call; without one, whether all is done for now.</returns>
    private async Task<(Slot? Slot, bool IsDone)> TakeSlotAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.LetterAt is not null)
        {
            // Of the round before; whoever is sent to again is none.
            await letters.ForgetTaskAsync(push, cancellationToken);
            push.LetterAt = null;
        }

        if (await caller.PrepareAsync(push, cancellationToken) is { } unready)
            return (null, await settlement.TrySettleAsync(push, unready));
        var (slot, askAt) = await room.TakeAsync(push, cancellationToken);
        return slot is null ? (null, await settlement.TryPutOffAsync(push, askAt)) : (slot, false);
    }

    /// <returns>False: no call was made.</returns>
    private async Task<bool> TryCallAsync(
        PushRow push, JsonElement message, Slot slot, CancellationToken cancellationToken)
    {
        var key = TaskAcceptance.KeyOf(push);
        var wait = slot.At - MarkBefore - time.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        var by = Guid.NewGuid().ToString("N");
        TaskProgress.Mark(
            push, time.GetUtcNow(), by, slot.At + options.Value.CallTimeout + options.Value.ClockAllowance);
        if (!await pushes.TryWriteAsync(push, [], cancellationToken)) return false;

        // From here on nothing is cancelled: what may have been made is better known than guessed.
        if (!await slots.WaitAsync(key, slot))
        {
            await settlement.UnmarkAsync(push.PushId, by);
            return false;
        }

        var (outcome, retryAfter) = await caller.CallAsync(push, message);
        if (outcome is TaskOutcome.Throttled) await slots.HoldBackAsync(key, slot, retryAfter);
        await settlement.SettleAsync(push.PushId, by, outcome);
        return true;
    }
}
