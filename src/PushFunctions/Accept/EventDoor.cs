using Microsoft.Extensions.Logging;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Where all events come in, however they were posted: from an event to a durable push.</summary>
public sealed class EventDoor(
    EventPlanner planner, PushAcceptance acceptance, PushMetrics metrics, ILogger<EventDoor> log)
{
    public async Task<Acceptance> TakeAsync(AppEvent appEvent, CancellationToken cancellationToken)
    {
        switch (await planner.PlanAsync(appEvent, cancellationToken))
        {
            case EventPlan.Ready plan:
                return Note(await acceptance.AcceptAsync(appEvent, plan, cancellationToken));
            case EventPlan.Refused refused:
                // What was accepted stays accepted, whatever has become of its mapping.
                return await acceptance.FindAsync(appEvent, cancellationToken) is { } earlier
                    ? Note(await acceptance.RepeatAsync(earlier, appEvent, cancellationToken))
                    : Refuse(refused.Problem);
            default:
                throw new InvalidOperationException("An event is planned or refused.");
        }
    }

    /// <summary>Notes that something was refused before it was an event.</summary>
    public Acceptance.Refused Refuse(Problem problem)
    {
        log.Refused(problem.Status, problem.Code);
        metrics.CountEvent("refused");
        return new(problem);
    }

    /// <summary>Counts an event that was taken, also by another way than this one.</summary>
    public void Count(Acceptance acceptance) => metrics.CountEvent(acceptance switch
    {
        Acceptance.Answered => "answered",
        Acceptance.Accepted { Duplicate: true } => "repeat",
        _ => "accepted",
    });

    private Acceptance Note(Acceptance acceptance)
    {
        switch (acceptance)
        {
            case Acceptance.Refused refused:
                return Refuse(refused.Problem);
            case Acceptance.Accepted { Push: var push, Duplicate: var duplicate }:
                log.Accepted(push.PushId, push.Targets, push.Batches, duplicate);
                Count(acceptance);
                return acceptance;
            default:
                throw new InvalidOperationException("An event is accepted or refused.");
        }
    }
}
