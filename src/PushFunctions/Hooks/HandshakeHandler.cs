using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Hooks;

/// <summary>
/// The handshake of CloudEvents' web hooks: a sender asks whether it may post here, and how fast. A callback that it
/// names is never fetched: leave is given at once or not at all.
/// </summary>
public sealed class HandshakeHandler(
    HookSources sources, BudgetSettings budgets, PostedDoor door, HttpAnswer answers)
{
    /// <param name="request">The request.</param>
    /// <param name="source">The source in the address; null for <c>/events</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IResult> HandleAsync(HttpRequest request, string? source, CancellationToken cancellationToken) =>
        answers.RunAsync(() => Task.FromResult(Answer(request, source)), cancellationToken);

    private IResult Answer(HttpRequest request, string? name)
    {
        IReadOnlyList<string> origins = [];
        var app = AppEvent.DefaultApp;
        if (name is not null)
        {
            if (sources.Find(name) is not { } source) return door.Refuse(HookProblems.UnknownSource(name));
            (origins, app) = (source.Origins, source.App);
        }

        // Without one, well-formed and alone, nobody has asked; the answer then grants nothing.
        if (request.Headers["WebHook-Request-Origin"] is not [{ Length: > 0 } origin]) return new HandshakeResult();
        if (origins.Count > 0 && !origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return door.Refuse(HookProblems.OriginNotAllowed(origin));
        // An event to one user is one call.
        var rate = budgets.For(new(app, BudgetNames.PushSingle)).Limit.RatePerMinute;
        return new HandshakeResult(
            origins.Count > 0 ? origin : "*", rate.ToString(CultureInfo.InvariantCulture));
    }
}
