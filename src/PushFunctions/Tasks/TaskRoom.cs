using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Tasks;

/// <summary>
/// Takes what the call of a push needs, all under the name of its round: a place among the tasks, its day, a slot.
/// </summary>
public sealed class TaskRoom(TaskBooking booking, TimeProvider time)
{
    /// <summary>How far ahead a slot may lie that is waited for.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(4);

    /// <summary>Places may be given back before their time.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <returns>The slot; null: there is none yet, and from when on to ask again.</returns>
    public async Task<(Slot? Slot, DateTimeOffset AskAt)> TakeAsync(PushRow push, CancellationToken cancellationToken)
    {
        var holder = push.TaskHolder;
        var begins = await booking.TakePlaceAsync(push.App, holder, cancellationToken);
        var now = time.GetUtcNow();
        if (begins - now > Ahead) return (null, begins - now > LookAgain ? now + LookAgain : begins);
        var (slot, from) = await booking.TakeSlotAsync(
            TaskAcceptance.KeyOf(push), holder, begins, Ahead, cancellationToken);
        if (slot is { } taken)
        {
            await booking.BeginPlaceAsync(push.App, holder, taken, cancellationToken);
            return (taken, taken.At);
        }

        // On another day; meanwhile others may use the place.
        if (from - now > LookAgain) await booking.GivePlaceBackAsync(push.App, holder, cancellationToken);
        return (null, from - Ahead / 2);
    }

    /// <summary>Gives the place back of a push whose task surely does not run.</summary>
    public Task GivePlaceBackAsync(PushRow push, CancellationToken cancellationToken) =>
        booking.GivePlaceBackAsync(push.App, push.TaskHolder, cancellationToken);

    /// <summary>Gives all back that a push has taken whose call was surely not taken.</summary>
    public async Task GiveBackAsync(PushRow push, CancellationToken cancellationToken)
    {
        await GivePlaceBackAsync(push, cancellationToken);
        await booking.GiveDayBackAsync(TaskAcceptance.KeyOf(push), push.TaskHolder, cancellationToken);
    }
}
