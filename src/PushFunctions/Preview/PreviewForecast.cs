using System.Globalization;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Expand;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>Says what a push would take, by the budget as it is now.</summary>
public sealed class PreviewForecast(
    BudgetStore budgets, MemberCount members, TimeProvider time)
{
    /// <summary>Most messages that are shown.</summary>
    public const int MostMessages = 20;

    /// <param name="draft">The push as it would begin.</param>
    public async Task<PreviewView> MakeAsync(
        PushRow draft, EventPlan.Ready plan, CancellationToken cancellationToken)
    {
        var found = plan.Members is { } sets
            ? await members.CountAsync(draft.App, sets, cancellationToken)
            : null;
        var cost = await CostAsync(draft, plan, found, cancellationToken);
        var messages = plan.Groups;
        return new()
        {
            Message = messages.Count == 1 ? messages[0].Message : null,
            Messages = messages.Count == 1
                ? null
                : [.. messages.Take(MostMessages).Select(group => new MessageView(group.Users, group.Message))],
            Targets = found?.Users ?? plan.Targets,
            TargetsAre = found?.Precision,
            Calls = cost.Calls,
            DistinctMessages = messages.Count,
            Strategy = Strategies.NameOf(draft.Strategy),
            Budget = cost.Budget,
            SendAt = draft.SendAt,
            ExpectedFinish = cost.ExpectedFinish,
            StorageOperations = cost.StorageOperations,
            Warnings = Warn(draft, messages.Count, cost.ExpectedFinish),
        };
    }

    /// <summary>What it would take.</summary>
    /// <param name="found">Who is found by labels; null: the plan knows them.</param>
    internal async Task<WayCost> CostAsync(
        PushRow draft, EventPlan.Ready plan, MemberFigures? found, CancellationToken cancellationToken)
    {
        var budget = await budgets.ReadAsync(new(draft.App, BudgetNames.PushSingle), cancellationToken);
        var now = time.GetUtcNow();
        var calls = found is null
            ? plan.Groups.Sum(group => group.Batches)
            : (plan.Groups[0] with { Users = found.Users }).Batches;
        return new(
            calls,
            new(
                BudgetNames.PushSingle, budget.Limit.RatePerMinute,
                Feeding.LeftWithin(budget, now, TimeSpan.FromMinutes(1))),
            calls == 0 ? draft.Begins : ExpectedFinish.OfDraft(draft, calls, budget, now),
            StorageEstimate.Of(plan, found, budget.SpacingAt(now))
                + (draft.IsScheduled ? StorageEstimate.Schedule : 0));
    }

    private static IReadOnlyList<string> Warn(PushRow draft, int messages, DateTimeOffset finish)
    {
        var warnings = new List<string>();
        if (messages > MostMessages)
            warnings.Add($"There are {messages} messages; the first {MostMessages} are shown.");
        if (draft.ExpiresAt is { } end && finish >= end)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The last call is expected at {finish:O}; whoever is not called by {end:O} expires."));
        }

        return warnings;
    }
}
