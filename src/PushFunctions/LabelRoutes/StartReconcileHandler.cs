using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Labels;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Has an app's labels compared with what the far side has, and tells what was found.</summary>
public sealed class StartReconcileHandler(
    KnownApps apps, ReconcilePlanner planner, ReconcileReports reports, HttpAnswer answers,
    ILogger<StartReconcileHandler> log)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                var errors = new List<FieldError>();
                var isDryRun = Read(request, "dryRun", otherwise: false, errors);
                var isAwaited = Read(request, "wait", otherwise: true, errors);
                if (errors.Count > 0) return new ProblemResult(QueryProblem.Of(errors));
                var plan = await planner.PlanAsync(app, isDryRun, cancellationToken);
                if (plan.Problem is { } reason) return new ProblemResult(LabelRefusals.NotListed(reason));
                log.ReconcileBegun(app, plan.Labels.Count, isDryRun);
                var report = await reports.ReadAsync(app, plan, isDryRun, isAwaited, cancellationToken);
                return new StatusAnswer<ReconcileReport>(
                    report.Pending > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK, report,
                    LabelRoutesJson.Relaxed.ReconcileReport);
            },
            cancellationToken);

    private static bool Read(HttpRequest request, string name, bool otherwise, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey(name)) return otherwise;
        if (bool.TryParse(request.Query[name], out var flag)) return flag;
        errors.Add(QueryProblem.Error(name, "is neither true nor false."));
        return otherwise;
    }
}
