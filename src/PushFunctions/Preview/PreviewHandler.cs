using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Receive;

namespace PushFunctions.Preview;

/// <summary>
/// Takes an event through all that the real door does up to the first write, with the same problems, and tells what it
/// would send.
/// </summary>
public sealed class PreviewHandler(
    EventDoor door, EventPlanner planner, PushAcceptance acceptance, TaskAcceptance tasks, PreviewForecast forecast,
    TaskForecast taskForecast, PreviewWays ways, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(() => PreviewAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> PreviewAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (WaitQuery.CheckNobodyWaits(request) is { } wait) return Refuse(wait);
        return await EventRequest.ReadAsync(request, cancellationToken) switch
        {
            { IsBatch: true } => Refuse(AcceptProblems.BatchHasNoPreview),
            { Reads: [EventRead.Event read] } => await PreviewAsync(read.Value, cancellationToken),
            { Reads: [EventRead.Refused refused] } => Refuse(refused.Problem),
            _ => throw new InvalidOperationException("An event is read or refused."),
        };
    }

    private async Task<IResult> PreviewAsync(AppEvent appEvent, CancellationToken cancellationToken)
    {
        var earlier = await acceptance.FindAsync(appEvent, cancellationToken);
        if (earlier is not null && earlier.BodyHash != appEvent.BodyHash)
            return Refuse(AcceptProblems.IdempotencyMismatch(appEvent.Id));
        return await planner.PlanAsync(appEvent, cancellationToken) switch
        {
            EventPlan.Refused refused => Refuse(PlacedProblem.Of(refused.Problem, appEvent)),
            EventPlan.Ready plan => await PreviewAsync(appEvent, plan, earlier is not null, cancellationToken),
            _ => throw new InvalidOperationException("An event is planned or refused."),
        };
    }

    private async Task<IResult> PreviewAsync(
        AppEvent appEvent, EventPlan.Ready plan, bool isRepeat, CancellationToken cancellationToken)
    {
        var draft = acceptance.Draft(appEvent, plan.Messages);
        if (!isRepeat && await acceptance.FindObstacleAsync(draft, cancellationToken) is { } problem)
            return Refuse(PlacedProblem.Of(problem, appEvent));
        if (plan.Task is not null)
        {
            await tasks.FillAsync(draft, appEvent, plan, cancellationToken);
            if (!isRepeat && await tasks.FindObstacleAsync(draft, cancellationToken) is { } full)
                return Refuse(PlacedProblem.Of(full, appEvent));
        }

        var view = plan.Task is null
            ? await forecast.MakeAsync(draft, plan, cancellationToken)
            : await taskForecast.MakeAsync(draft, plan, cancellationToken);
        view = view with { Ways = await ways.CompareAsync(draft, plan, view, cancellationToken) };
        var warnings = new List<string>([.. plan.Messages.Warnings, .. view.Warnings]);
        if (isRepeat) warnings.Add("The event was accepted before; posted again, nothing is sent.");
        return new JsonAnswer<PreviewView>(view with { Warnings = warnings }, PreviewJson.Relaxed.PreviewView);
    }

    private ProblemResult Refuse(Problem problem) => new(door.Refuse(problem).Problem);
}
