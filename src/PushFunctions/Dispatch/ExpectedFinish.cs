using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// When the last call of a push should be made, as far as its calls are known: of all who are pending, in turn with the
/// other pushes that are fed, and the next try of those who are to be tried again. Pure.
/// </summary>
public static class ExpectedFinish
{
    /// <summary>Whether there is a call to come, and whether it can be told when.</summary>
    public static bool IsKnown(PushRow push, PushCounts counts) =>
        push is { HasEnded: false, CancelledAt: null, Rests: false, ThrottledSince: null, IsExpanding: false }
        && counts.Pending + counts.Retrying > 0;

    /// <summary>Of a push as it is now.</summary>
    /// <param name="push">The push.</param>
    /// <param name="counts">Its counts.</param>
    /// <param name="lastDue">When the last of those is due who are to be tried again, if anybody is.</param>
    /// <param name="budget">The budget, read after the push.</param>
    public static DateTimeOffset Of(
        PushRow push, PushCounts counts, DateTimeOffset? lastDue, Budget budget, DateTimeOffset now)
    {
        var forecast = new FeedForecast(budget, now);
        var finish = now;
        if (counts.Pending > 0)
        {
            finish = push.IsSingle
                ? OfOneCall(budget, now, push.Begins)
                : OfCalls(push, CallsOf(push, counts.Pending), forecast, budget, now);
            if (push.ExpiresAt < finish) finish = Later(push.ExpiresAt.Value, now);
        }

        if (counts.Retrying == 0) return finish;
        // They go before those who are pending.
        var tried = Later(lastDue ?? now, now) + CallsOf(push, counts.Retrying) * forecast.Spacing;
        return Later(finish, tried);
    }

    /// <summary>Of a push that would come now.</summary>
    public static DateTimeOffset OfDraft(PushRow draft, int calls, Budget budget, DateTimeOffset now) => calls == 1
        ? OfOneCall(budget, now, draft.Begins)
        : OfUnfed(draft.PushId, calls, draft.Begins, new(budget, now), budget, now);

    private static DateTimeOffset OfOneCall(Budget budget, DateTimeOffset now, DateTimeOffset begins) =>
        Later(BudgetArithmetic.FirstFree(budget, now, BudgetArithmetic.Lead), begins);

    private static DateTimeOffset OfCalls(
        PushRow push, int calls, FeedForecast forecast, Budget budget, DateTimeOffset now)
    {
        var place = push.IsFed
            // Where its last step ended, or where what was fed has moved to since.
            ? Earlier(push.StepDue, forecast.End)
            : OfUnfed(push.PushId, push.End - push.NextBatch, push.Begins, forecast, budget, now);
        // Once it is fed, its calls are held before their time, and made as soon as there are slots.
        return push.NextBatch == 0
            ? place
            : Later(place - DispatchPace.ParcelLead, now + calls * forecast.Spacing);
    }

    private static DateTimeOffset OfUnfed(
        string pushId, int calls, DateTimeOffset begins, FeedForecast forecast, Budget budget, DateTimeOffset now)
    {
        var line = FeedingPushes.InTurn(budget.Row, now);
        var others = line.Where(push => !push.IsNamed(pushId)).ToList();
        // What the budget's row says is of the moment of its feed; the push's row may be a step older.
        var mine = line.FirstOrDefault(push => push.IsNamed(pushId));
        var place = mine is null ? others.Count : line.TakeWhile(push => push != mine).Count();
        var turns = new FeedingTurns(budget.SpacingAt(now), others.Select(push => push.Left));
        turns.Feed(forecast.CallsBefore(begins));
        var fed = turns.CallsUntilDone(place, mine?.Left ?? calls);
        return forecast.At(fed - 1, begins);
    }

    private static int CallsOf(PushRow push, int users) =>
        (int)Math.Ceiling((double)users * push.Batches / push.Targets);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
