using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Does what a request asks that sets notifications, and answers field by field.</summary>
public sealed class PreferenceSetting(
    PreferenceBody bodies, PreferenceWriter writer, BudgetStore budgets, IOptions<PreferenceOptions> options,
    TimeProvider time)
{
    public async Task<IResult> SetAsync(
        HttpRequest request, PreferenceTarget target, CancellationToken cancellationToken)
    {
        var (change, wrong) = await bodies.ReadAsync(request, target.Scope, cancellationToken);
        if (change is null) return new ProblemResult(wrong!);
        var length = options.Value.WaitTime;
        var names = PreferencePlan.For(change).Select(call => call.Budget);
        var wait = await AwaitedTurn.LookAsync(budgets, target.App, names, length, time, cancellationToken);
        if (wait is not null)
        {
            return new NotAppliedResult(
                PreferenceProblems.Away(why: null, wait), change, PreferenceOutcome.None(change));
        }

        using var turn = new AwaitedTurn(length, time);
        return Answer(target, change, await writer.ApplyAsync(target, change, turn.Way));
    }

    private static IResult Answer(PreferenceTarget target, PreferenceChange change, PreferenceOutcome outcome)
    {
        if (outcome.Worst is { Meaning: { } meaning } worst)
        {
            var problem = PreferenceProblems.Of(meaning, worst.Failure, target.App);
            return new NotAppliedResult(problem, change, outcome);
        }

        return new JsonAnswer<AppliedView>(
            new(
                target.User, target.Conversation,
                outcome.Fields.ToDictionary(field => field.Key, field => field.Value.State), outcome.MutedUntil),
            PreferencesJson.Relaxed.AppliedView);
    }
}
