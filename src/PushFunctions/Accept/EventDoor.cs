using Microsoft.Extensions.Logging;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>Where all events come in, however they were posted: from an event to a durable push.</summary>
public sealed class EventDoor(EventPlanner planner, PushAcceptance acceptance, ILogger<EventDoor> log)
{
    public async Task<Acceptance> TakeAsync(AppEvent appEvent, CancellationToken cancellationToken)
    {
        switch (planner.Plan(appEvent))
        {
            case EventPlan.Refused refused:
                // Taken before the mapping or the settings changed, it is answered as it was.
                return await acceptance.FindAsync(appEvent, cancellationToken) is { } earlier
                    && await acceptance.RepeatAsync(earlier, appEvent, cancellationToken) is Acceptance.Accepted repeat
                        ? repeat
                        : Refuse(refused.Problem);
            case EventPlan.Ready plan:
                var acceptedPush = await acceptance.AcceptAsync(appEvent, plan.Messages, cancellationToken);
                if (acceptedPush is Acceptance.Refused no) return Refuse(no.Problem);
                var accepted = (Acceptance.Accepted)acceptedPush;
                log.Accepted(
                    accepted.Push.PushId, accepted.Push.Targets, accepted.Push.Batches, accepted.Duplicate);
                return accepted with { Warnings = [.. appEvent.Warnings, .. plan.Messages.Warnings] };
            default:
                throw new InvalidOperationException("An event is planned or refused.");
        }
    }

    /// <summary>Notes that something was refused before it was an event.</summary>
    public Acceptance.Refused Refuse(Problem problem)
    {
        log.Refused(problem.Status, problem.Code);
        return new(problem);
    }
}
