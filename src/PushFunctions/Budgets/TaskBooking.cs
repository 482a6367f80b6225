namespace PushFunctions.Budgets;

/// <summary>
/// Takes what a push to labels or to everyone needs: a place of a day, booked at the door; a place among the tasks that
/// run at the same time; a slot.
/// </summary>
public sealed class TaskBooking(BudgetStore store, TimeProvider time)
{
    /// <summary>What must be written before the call is written in this time.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(500);

    /// <summary>Where there is no day with a place at all, it is looked again after this time.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    /// <summary>Books a place of a day.</summary>
    /// <param name="from">The first moment that would do.</param>
    /// <param name="before">Not on a day that begins at this moment or later.</param>
    /// <returns>The moment; null: no such day has a place, and when there is one on another.</returns>
    public async Task<(DateTimeOffset? At, DateTimeOffset Next)> BookDayAsync(
        BudgetKey key, string holder, DateTimeOffset from, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var found = await TryBookAsync();
        // A row that was not written may have been an old one; the next look is at the row as it is.
        return found.At is null ? await TryBookAsync() : found;

        Task<(DateTimeOffset? At, DateTimeOffset Next)> TryBookAsync() => store.ChangeAsync(
            key,
            budget =>
            {
                var now = time.GetUtcNow();
                var next = DayBookings.Find(budget, now, holder, from) ?? now + LookAgain;
                var (changed, at) = DayBookings.Book(budget, now, holder, from, before);
                return (changed, (at, next));
            },
            cancellationToken);
    }

    /// <summary>The first moment that <see cref="BookDayAsync"/> would find.</summary>
    public async Task<DateTimeOffset> FindDayAsync(
        BudgetKey key, string holder, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var (budget, now) = (await store.ReadAsync(key, cancellationToken), time.GetUtcNow());
        return DayBookings.Find(budget, now, holder, from) ?? now + LookAgain;
    }

    /// <summary>Gives a day back whose call was surely not made.</summary>
    public Task GiveDayBackAsync(BudgetKey key, string holder, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            key, budget => (DayBookings.GiveBack(budget, time.GetUtcNow(), holder), true), cancellationToken);

    /// <summary>Takes a place among the tasks, or a turn for one.</summary>
    /// <returns>When it begins.</returns>
    public Task<DateTimeOffset> TakePlaceAsync(string app, string holder, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            TasksOf(app), budget => Places.Take(budget, time.GetUtcNow(), holder), cancellationToken);

    /// <summary>Lets the time of a place begin at its call's slot.</summary>
    public Task BeginPlaceAsync(string app, string holder, Slot slot, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            TasksOf(app),
            budget =>
            {
                Places.Begin(budget, time.GetUtcNow(), holder, slot.At);
                return (true, true);
            },
            cancellationToken);

    /// <summary>Gives a place back whose task surely does not run.</summary>
    public Task GivePlaceBackAsync(string app, string holder, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            TasksOf(app), budget => (Places.GiveBack(budget, time.GetUtcNow(), holder), true), cancellationToken);

    /// <summary>Takes a slot on the day that is booked, which is booked anew where another day has begun.</summary>
    /// <param name="earliest">Not before this moment.</param>
    /// <param name="within">How far ahead it may lie.</param>
    /// <returns>The slot; null: there is none so soon, but from this moment on.</returns>
    public Task<(Slot? Slot, DateTimeOffset From)> TakeSlotAsync(
        BudgetKey key, string holder, DateTimeOffset earliest, TimeSpan within, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            key,
            budget =>
            {
                var now = time.GetUtcNow();
                var lead = earliest - now > Lead ? earliest - now : Lead;
                var first = BudgetArithmetic.FirstFree(budget, now, lead);
                var (changed, at) = DayBookings.Book(budget, now, holder, first);
                if (at != first || first - now > within) return (changed, ((Slot?)null, at ?? now + LookAgain));
                var slot = BudgetArithmetic.Book(budget, now, lead, within);
                return slot is { } moment
                    ? (true, (new Slot(moment, budget.Epoch), moment))
                    : (changed, ((Slot?)null, first));
            },
            cancellationToken);

    /// <summary>When the call should be made, by the budgets as they are now; nothing is taken.</summary>
    /// <param name="from">Not before this moment.</param>
    public async Task<DateTimeOffset> ExpectAsync(
        BudgetKey key, string holder, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var calls = await store.ReadAsync(key, cancellationToken);
        var tasks = await store.ReadAsync(TasksOf(key.App), cancellationToken);
        var now = time.GetUtcNow();
        var place = Places.Find(tasks, now, holder);
        var at = from > place ? from : place;
        at = DayBookings.Find(calls, now, holder, at > now ? at : now) ?? at;
        return BudgetArithmetic.FirstFree(calls, now, at > now ? at - now : TimeSpan.Zero);
    }

    private static BudgetKey TasksOf(string app) => new(app, BudgetNames.Tasks);
}
