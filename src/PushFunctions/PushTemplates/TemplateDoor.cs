using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Preferences;
using PushFunctions.Problems;

namespace PushFunctions.PushTemplates;

/// <summary>What is the same for all requests about templates: the address, the budget, a change under way.</summary>
public sealed class TemplateDoor(
    KnownApps apps, TemplateReplacement replacement, BudgetStore budgets, IOptions<PreferenceOptions> options,
    TimeProvider time)
{
    private static readonly string[] Budgets = [BudgetNames.Templates];

    public (string App, Problem? Problem) Read(HttpRequest request, string? name = null)
    {
        var (app, problem) = apps.Read(request);
        if (problem is null && name is not null && TemplateRules.FindProblem(name) is { } why)
            problem = TemplateProblems.Invalid([new("/name", why)]);
        return (app, problem);
    }

    /// <summary>Does the work with the time that a request waits.</summary>
    public async Task<IResult> RunAsync(
        string app, string name, Func<CallWay, Task<IResult>> work, CancellationToken cancellationToken)
    {
        var length = options.Value.WaitTime;
        if (await replacement.FindAsync(app, name, cancellationToken) is not null)
            return new ProblemResult(TemplateProblems.Changing(name));
        if (await AwaitedTurn.LookAsync(budgets, app, Budgets, length, time, cancellationToken) is { } wait)
            return new ProblemResult(PreferenceProblems.Away(why: null, wait));
        using var turn = new AwaitedTurn(length, time);
        return await work(turn.Way);
    }

    public static ProblemResult Refuse<T>(FarAnswer<T> answer, string app, string name) =>
        new(TemplateProblems.Of(answer.Meaning, answer.Failure, app, name));
}
