using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Ends the pause of a push: its row says so, its name among those that are held goes, what rested is put. Whatever
/// dies in between, the watchdog finds a push that is late, and a name without a reason.
/// </summary>
public sealed class PauseEnd(StorageClients storage, PushStore pushes, RestingParcels resting, TimeProvider time)
{
    /// <param name="push">A push that is paused, or stalled until somebody resumes it.</param>
    /// <param name="why">What its timeline says.</param>
    /// <param name="cancellationToken">Listened to until the push's row is written.</param>
    /// <returns>False: another process was faster; nothing was written.</returns>
    public async Task<bool> TryAsync(PushRow push, string why, CancellationToken cancellationToken)
    {
        // Read before the push's row is written: of whoever holds the push after that, the name has another version.
        var name = await storage.PushIndex.FindAsync<IndexRow>(IndexRow.Held, push.PushId, cancellationToken);
        Change(push, why);
        if (!await pushes.TryWriteAsync(push, [], cancellationToken)) return false;
        if (name is not null) _ = await storage.PushIndex.TryDeleteAsync(name, CancellationToken.None);
        await resting.PutAsync(push, CancellationToken.None);
        return true;
    }

    private void Change(PushRow push, string why)
    {
        var now = time.GetUtcNow();
        var hasBegun = push.IsTask ? push.Calls > 0 : push.Step > 0;
        push.State = !hasBegun && !push.IsExpired(now) ? PushState.Waiting : PushState.Sending;
        push.StepDue = push.NotBefore - Feeding.Lead is { } first && first > now ? first : now;
        (push.IsHeld, push.Reason) = (false, null);
        push.Note(now, why);
    }
}
