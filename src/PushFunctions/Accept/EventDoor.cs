using Microsoft.Extensions.Logging;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Where all events come in, however they were posted: from an event to a durable push.</summary>
public sealed class EventDoor(
    EventPlanner planner, PushAcceptance acceptance, KnownApps apps, PushMetrics metrics, ILogger<EventDoor> log)
{
    public async Task<Acceptance> TakeAsync(AppEvent appEvent, CancellationToken cancellationToken)
    {
        switch (await planner.PlanAsync(appEvent, cancellationToken))
        {
            case EventPlan.Ready plan:
                return Note(appEvent, await acceptance.AcceptAsync(appEvent, plan, cancellationToken));
            case EventPlan.Refused refused:
                // What was accepted stays accepted, whatever has become of its mapping.
                return await acceptance.FindAsync(appEvent, cancellationToken) is { } earlier
                    ? Note(appEvent, await acceptance.RepeatAsync(earlier, appEvent, cancellationToken))
                    : Refuse(refused.Problem, appEvent);
            default:
                throw new InvalidOperationException("An event is planned or refused.");
        }
    }

    /// <summary>Notes that an event, or something before it was one, was refused.</summary>
    public Acceptance.Refused Refuse(Problem problem, AppEvent? appEvent = null)
    {
        log.Refused(problem.Status, problem.Code);
        metrics.CountEvent(appEvent is not null && apps.Contains(appEvent.App) ? appEvent.App : null, "refused");
        return new(problem);
    }

    /// <summary>Counts an event that was taken, also by another way than this one.</summary>
    public void Count(AppEvent appEvent, Acceptance acceptance) => metrics.CountEvent(
        appEvent.App,
        acceptance switch
        {
            Acceptance.Answered => "answered",
            Acceptance.Accepted { Duplicate: true } => "repeat",
            _ => "accepted",
        });

    private Acceptance Note(AppEvent appEvent, Acceptance acceptance)
    {
        switch (acceptance)
        {
            case Acceptance.Refused refused:
                return Refuse(refused.Problem, appEvent);
            case Acceptance.Accepted { Push: var push, Duplicate: var duplicate }:
                log.Accepted(push.PushId, push.Targets, push.Batches, duplicate);
                Count(appEvent, acceptance);
                return acceptance;
            default:
                throw new InvalidOperationException("An event is accepted or refused.");
        }
    }
}
