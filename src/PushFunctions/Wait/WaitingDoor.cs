using System.Collections.Concurrent;
using System.Text.Json;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Wait;

/// <summary>
/// Takes an event to one user and answers with what the far side says of it. A slot is booked before anything is kept,
/// and the push is durable before its call is made.
/// </summary>
public sealed class WaitingDoor(
    EventDoor door, EventPlanner planner, PushAcceptance acceptance, AwaitedPushes pushes, SlotBooking slots,
    AwaitedCall call)
{
    /// <summary>Events that this process is taking: of many equal ones only one books a slot.</summary>
    private readonly ConcurrentDictionary<string, bool> _taking = new();

    public async Task<Acceptance> TakeAsync(AppEvent appEvent, CancellationToken cancellationToken)
    {
        var taken = await acceptance.FindAsync(appEvent, cancellationToken) is { } earlier
            ? await RepeatAsync(earlier, appEvent, cancellationToken)
            : await planner.PlanAsync(appEvent, cancellationToken) switch
            {
                EventPlan.Ready plan => await TakeAsync(appEvent, plan, cancellationToken),
                EventPlan.Refused refused => new Acceptance.Refused(refused.Problem),
                _ => throw new InvalidOperationException("An event is planned or refused."),
            };
        if (taken is Acceptance.Refused no) return door.Refuse(no.Problem, appEvent);
        door.Count(appEvent, taken);
        return taken;
    }

    private async Task<Acceptance> TakeAsync(
        AppEvent appEvent, EventPlan.Ready plan, CancellationToken cancellationToken)
    {
        if (appEvent.SendAt is not null) return Refused(AcceptProblems.SendAtWithWait);
        if (plan is not { Task: null, Members: null }) return Refused(AcceptProblems.UnnamedWithWait);
        if (plan.Targets != 1) return Refused(AcceptProblems.NotOneUser(plan.Targets));
        var push = acceptance.Draft(appEvent, plan.Messages);
        await acceptance.WriteListsAsync(push, plan.Messages.Groups, cancellationToken);
        if (await acceptance.FindObstacleAsync(push, cancellationToken) is { } problem) return Refused(problem);
        if (!_taking.TryAdd(push.PushId, true)) return Refused(AcceptProblems.CallInFlight);
        try
        {
            return await TakeAsync(push, appEvent, cancellationToken) switch
            {
                Acceptance.Accepted accepted => accepted with
                {
                    Warnings = [.. plan.Messages.Warnings, .. accepted.Warnings],
                },
                var other => other,
            };
        }
        finally
        {
            _taking.TryRemove(push.PushId, out _);
        }
    }

    private async Task<Acceptance> TakeAsync(PushRow push, AppEvent appEvent, CancellationToken cancellationToken)
    {
        var key = new BudgetKey(push.App, BudgetNames.PushSync);
        var (slot, wait) = await slots.BookAsync(key, AwaitedCall.Ahead, cancellationToken);
        if (slot is not { } booked) return Refused(AcceptProblems.NoSlotSoon(AwaitedCall.Ahead, wait));
        HeldParcel? held = null;
        try
        {
            held = await pushes.MakeAsync(push, booked.At, cancellationToken);
        }
        finally
        {
            if (held is null) await slots.GiveBackAsync(key, booked, CancellationToken.None);
        }

        if (held is not null)
        {
            using (held) return await call.MakeAsync(push, held, booked);
        }

        var faster = await acceptance.FindAsync(appEvent, cancellationToken)
            ?? throw new InvalidOperationException($"Push {push.PushId} is there and cannot be found.");
        return await RepeatAsync(faster, appEvent, cancellationToken);
    }

    /// <summary>A repeat is told what the first sender was; while that one still waits, to come back.</summary>
    private async Task<Acceptance> RepeatAsync(PushRow push, AppEvent appEvent, CancellationToken cancellationToken)
    {
        if (push.BodyHash == appEvent.BodyHash && push is { IsAwaited: true, Answer: null })
        {
            if (await pushes.IsInTheAirAsync(push, cancellationToken)) return Refused(AcceptProblems.CallInFlight);
            // It may have been answered between the two looks.
            push = await acceptance.FindAsync(appEvent, cancellationToken) ?? push;
        }

        return push.BodyHash == appEvent.BodyHash && push.Answer is { } answer
            ? new Acceptance.Answered(JsonSerializer.Deserialize(answer, AcceptJson.Default.AnsweredPush)!)
            : await acceptance.RepeatAsync(push, appEvent, cancellationToken);
    }

    private static Acceptance.Refused Refused(Problem problem) => new(problem);
}
