using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>Says what a push to labels or to everyone would take: a call, a place of the day, a task.</summary>
public sealed class TaskForecast(BudgetStore budgets, TaskBooking booking, TimeProvider time)
{
    /// <param name="draft">The push as it would begin.</param>
    public async Task<PreviewView> MakeAsync(
        PushRow draft, EventPlan.Ready plan, CancellationToken cancellationToken)
    {
        var cost = await CostAsync(draft, draft.TaskTo!, cancellationToken);
        return new()
        {
            Message = plan.Messages.Groups[0].Message,
            Targets = null,
            Calls = cost.Calls,
            DistinctMessages = 1,
            Strategy = Strategies.NameOf(draft.Strategy),
            Via = draft.TaskTo!,
            Budget = cost.Budget,
            Places = cost.Places,
            SendAt = draft.SendAt,
            ExpectedFinish = cost.ExpectedFinish,
            StorageOperations = cost.StorageOperations,
            Warnings = draft.ExpiresAt is { } end && cost.ExpectedFinish >= end
                ? [$"The call is expected at {cost.ExpectedFinish:O}, and the push expires then."]
                : [],
        };
    }

    /// <summary>What it would take.</summary>
    /// <param name="draft">The push as it would begin, to whomever.</param>
    /// <param name="to">One of <see cref="TaskTo"/>.</param>
    internal async Task<WayCost> CostAsync(PushRow draft, string to, CancellationToken cancellationToken)
    {
        var key = TaskAcceptance.KeyOf(draft.App, to);
        var calls = await budgets.ReadAsync(key, cancellationToken);
        var places = await budgets.ReadAsync(new(draft.App, BudgetNames.Tasks), cancellationToken);
        var finish = await booking.ExpectAsync(key, draft.TaskHolder, draft.Begins, cancellationToken);
        var now = time.GetUtcNow();
        return new(
            1,
            new(key.Budget, calls.Limit.RatePerMinute, Feeding.LeftWithin(calls, now, TimeSpan.FromMinutes(1)))
            {
                LeftToday = DayBookings.LeftOn(calls, now),
            },
            draft.ExpiresAt < finish ? draft.ExpiresAt.Value : finish,
            StorageEstimate.OfTask + (draft.IsScheduled ? StorageEstimate.Schedule : 0),
            new(Budgets.Places.Taken(places, now), places.Terms.Places, (int)places.Terms.HoldTime.TotalSeconds));
    }
}
