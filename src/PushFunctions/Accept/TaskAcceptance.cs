using System.Text.Json;
using PushFunctions.Budgets;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>
/// What a push to labels or to everyone needs at the door: the place of its day is booked under its own id before
/// anything is kept, so that whoever repeats the event after a crash finds it.
/// </summary>
public sealed class TaskAcceptance(TaskBooking booking, GroupLists groups, TimeProvider time)
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>Nobody calls so shortly before the end of a day: the next one will do.</summary>
    private static readonly TimeSpan AtMidnight = TimeSpan.FromSeconds(1);

    /// <summary>Makes a draft one to labels or to everyone, and books its day.</summary>
    /// <returns>Why it is not taken now; null: it is.</returns>
    public async Task<Problem?> TakeAsync(
        PushRow push, AppEvent appEvent, EventPlan.Ready plan, CancellationToken cancellationToken)
    {
        await FillAsync(push, appEvent, plan, cancellationToken);
        return await BookAsync(push, KeyOf(push), push.Begins, cancellationToken);
    }

    /// <summary>Makes a draft one to labels or to everyone.</summary>
    public async Task FillAsync(
        PushRow push, AppEvent appEvent, EventPlan.Ready plan, CancellationToken cancellationToken)
    {
        var task = plan.Task!;
        push.TaskTo = task.IsEveryone ? TaskTo.Everyone : TaskTo.Labels;
        push.Labels = task.IsEveryone
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(task.Labels, StorageJson.Relaxed.IReadOnlyListString);
        push.WaitsForDay = appEvent.WaitsForDay ? true : null;
        push.StepDue = push.Begins;
        await groups.WriteAsync(push, [new PushGroup(plan.Messages.Groups[0].Message, 0, 0)], cancellationToken);
    }

    /// <summary>Books the day of a push's round, from a moment on.</summary>
    /// <returns>Why there is none; null: it is booked, or it waits without.</returns>
    public async Task<Problem?> BookAsync(
        PushRow push, BudgetKey key, DateTimeOffset from, CancellationToken cancellationToken)
    {
        DateTimeOffset? before = push.WaitsForDay is true
            ? push.ExpiresAt
            : new DateTimeOffset((from + AtMidnight).UtcDateTime.Date, TimeSpan.Zero) + OneDay;
        var (at, next) = await booking.BookDayAsync(key, push.TaskHolder, from, before, cancellationToken);
        if (at is { } moment) push.StepDue = moment > push.StepDue ? moment : push.StepDue;
        // It expires without a place, unless one becomes free.
        else if (push.WaitsForDay is true) push.StepDue = push.ExpiresAt ?? next;
        else return TaskProblems.DayUsedUp(push.TaskTo!, from, next, time.GetUtcNow());
        return null;
    }

    /// <summary>Gives the day of a draft back that did not become the push.</summary>
    public async Task GiveBackAsync(PushRow draft, PushRow there, CancellationToken cancellationToken)
    {
        // A twin has the same name, and so the same place.
        if (draft.IsTask && draft.TaskTo != there.TaskTo)
            await booking.GiveDayBackAsync(KeyOf(draft), draft.TaskHolder, cancellationToken);
    }

    /// <summary>Why a push would not be taken now; nothing is booked.</summary>
    public async Task<Problem?> FindObstacleAsync(PushRow push, CancellationToken cancellationToken)
    {
        var next = await booking.FindDayAsync(KeyOf(push), push.TaskHolder, push.Begins, cancellationToken);
        return push.WaitsForDay is not true && next.UtcDateTime.Date > push.Begins.UtcDateTime.Date
            ? TaskProblems.DayUsedUp(push.TaskTo!, push.Begins, next, time.GetUtcNow())
            : null;
    }

    /// <summary>What the sender of a push that was taken should know.</summary>
    public static IReadOnlyList<string> Warn(PushRow push) => push is { WaitsForDay: true, ExpiresAt: { } end }
        && push.StepDue >= end
        ? ["No day before expiresAt has a free place: the push expires unless one is given back."]
        : [];

    /// <summary>When the call of a push should be made; null: none is to come, or nobody knows when.</summary>
    public async Task<DateTimeOffset?> ExpectAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push is not { HasEnded: false, CancelledAt: null, Rests: false, ThrottledSince: null, CallBy: null })
            return null;
        var from = push.StepDue > push.Begins ? push.StepDue : push.Begins;
        var at = await booking.ExpectAsync(KeyOf(push), push.TaskHolder, from, cancellationToken);
        return push.ExpiresAt < at ? push.ExpiresAt : at;
    }

    /// <summary>The budget that a push's call takes.</summary>
    public static BudgetKey KeyOf(PushRow push) => KeyOf(push.App, push.TaskTo!);

    /// <inheritdoc cref="KeyOf(PushRow)"/>
    public static BudgetKey KeyOf(string app, string to) =>
        new(app, to == TaskTo.Labels ? BudgetNames.PushByLabel : BudgetNames.PushToEveryone);
}
