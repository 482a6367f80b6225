using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>Says what a push to labels or to everyone would take: a call, a place of the day, a task.</summary>
public sealed class TaskForecast(BudgetStore budgets, TaskAcceptance tasks, TimeProvider time)
{
    /// <param name="draft">The push as it would begin.</param>
    public async Task<PreviewView> MakeAsync(
        PushRow draft, EventPlan.Ready plan, CancellationToken cancellationToken)
    {
        var key = TaskAcceptance.KeyOf(draft);
        var calls = await budgets.ReadAsync(key, cancellationToken);
        var places = await budgets.ReadAsync(new(draft.App, BudgetNames.Tasks), cancellationToken);
        var finish = await tasks.ExpectAsync(draft, cancellationToken) ?? draft.Begins;
        var now = time.GetUtcNow();
        return new()
        {
            Message = plan.Messages.Groups[0].Message,
            Targets = null,
            Calls = 1,
            DistinctMessages = 1,
            Strategy = Strategies.NameOf(draft.Strategy),
            Via = draft.TaskTo!,
            Budget = new(
                key.Budget, calls.Limit.RatePerMinute, Feeding.LeftWithin(calls, now, TimeSpan.FromMinutes(1)))
            {
                LeftToday = DayBookings.LeftOn(calls, now),
            },
            Places = new(
                Budgets.Places.Taken(places, now), places.Terms.Places, (int)places.Terms.HoldTime.TotalSeconds),
            SendAt = draft.SendAt,
            ExpectedFinish = finish,
            StorageOperations = StorageEstimate.OfTask + (draft.IsScheduled ? StorageEstimate.Schedule : 0),
            Warnings = draft.ExpiresAt is { } end && finish >= end
                ? [$"The call is expected at {finish:O}, and the push expires then."]
                : [],
        };
    }
}
