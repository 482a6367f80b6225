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
        var key = new BudgetKey(draft.App, BudgetNames.PushSingle);
        var budget = await budgets.ReadAsync(key, cancellationToken);
        var now = time.GetUtcNow();
        var found = plan.Members is { } sets
            ? await members.CountAsync(draft.App, sets, cancellationToken)
            : null;
        IReadOnlyList<PushGroup> messages = found is null ? plan.Groups : [plan.Groups[0] with { Users = found.Users }];
        var calls = messages.Sum(group => group.Batches);
        var finish = calls == 0 ? draft.Begins : ExpectedFinish.OfDraft(draft, calls, budget, now);
        return new()
        {
            Message = messages.Count == 1 ? messages[0].Message : null,
            Messages = messages.Count == 1
                ? null
                : [.. messages.Take(MostMessages).Select(group => new MessageView(group.Users, group.Message))],
            Targets = found?.Users ?? plan.Targets,
            TargetsAre = found?.Precision,
            Calls = calls,
            DistinctMessages = messages.Count,
            Strategy = Strategies.NameOf(draft.Strategy),
            Budget = new(
                BudgetNames.PushSingle, budget.Limit.RatePerMinute,
                Feeding.LeftWithin(budget, now, TimeSpan.FromMinutes(1))),
            SendAt = draft.SendAt,
            ExpectedFinish = finish,
            StorageOperations = StorageEstimate.Of(plan, found, budget.SpacingAt(now))
                + (draft.IsScheduled ? StorageEstimate.Schedule : 0),
            Warnings = Warn(draft, messages.Count, finish),
        };
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
