using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Budgets;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Receive;

namespace PushFunctions.Hooks;

/// <summary>
/// The handshake of CloudEvents' web hooks: a sender asks whether it may post here, and how fast. A callback that it
/// names is never fetched: leave is given at once or not at all.
/// </summary>
public sealed class HandshakeHandler(
    HookSources sources, BudgetStore budgets, PostedDoor door, HttpAnswer answers)
{
    /// <param name="source">The source in the address; null for <c>/events</c>.</param>
    public Task<IResult> HandleAsync(HttpRequest request, string? source, CancellationToken cancellationToken) =>
        answers.RunAsync(() => AnswerAsync(request, source, cancellationToken), cancellationToken);

    private async Task<IResult> AnswerAsync(
        HttpRequest request, string? name, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> origins = [];
        var app = AppEvent.DefaultApp;
        if (name is not null)
        {
            if (sources.Find(name) is not { } source) return door.Refuse(HookProblems.UnknownSource(name));
            // Posting there is refused, whoever asks.
            if (source.Scheme is null) return door.Refuse(HookProblems.Unsigned(name));
            (origins, app) = (source.Origins, source.App);
        }

        // Without one, well-formed and alone, nobody has asked; the answer then grants nothing.
        if (request.Headers["WebHook-Request-Origin"] is not [{ Length: > 0 } origin]) return new HandshakeResult();
        if (origins.Count > 0 && !origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return door.Refuse(HookProblems.OriginNotAllowed(origin));
        // An event to one user is one call.
        var budget = await budgets.LookAsync(new(app, BudgetNames.PushSingle), cancellationToken);
        return new HandshakeResult(
            origins.Count > 0 ? origin : "*", budget.RatePerMinute.ToString(CultureInfo.InvariantCulture));
    }
}
