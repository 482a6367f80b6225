using System.Diagnostics;
using Azure;
using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>
/// Makes an event durable: list, index row, push row, queue message, in this order. The insert of the push row decides
/// which of several equal events is the push; the others clear what they wrote before it. Of a request that died there,
/// the watchdog clears the index row. A push whose time is far has a scheduled row instead, and a listing row; its open
/// row and its message are left to the watchdog.
/// </summary>
public sealed class PushAcceptance(
    StorageClients storage, PushLists lists, PushStore pushes, TaskAcceptance tasks, OpenPushes open, PutAgain again,
    TimeProvider time,
    IOptions<AcceptOptions> options)
{
    private static readonly TimeSpan PutAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>Makes an event durable, unless it is here already.</summary>
    /// <remarks>
    /// Nearly every event is new, and the insert of a push of one parcel tells that as surely as a look before it.
    /// Others are looked for first, so that a list is seldom written in vain.
    /// </remarks>
    public async Task<Acceptance> AcceptAsync(
        AppEvent appEvent, EventPlan.Ready plan, CancellationToken cancellationToken)
    {
        while (true)
        {
            var push = Draft(appEvent, plan.Messages);
            var problem = await FindObstacleAsync(push, cancellationToken);
            if ((problem is not null || !IsOneParcel(plan))
                && await FindAsync(appEvent, cancellationToken) is { } before)
            {
                return await RepeatAsync(before, appEvent, cancellationToken);
            }

            if (problem is not null) return new Acceptance.Refused(problem);
            if (plan.Task is not null)
            {
                if (await tasks.TakeAsync(push, appEvent, plan, cancellationToken) is { } full)
                    return new Acceptance.Refused(full);
            }
            else if (plan.Members is { } members)
            {
                await lists.BeginAsync(push, plan.Messages.Groups, members, cancellationToken);
            }
            else if (plan.Audience is not { } audience)
            {
                await WriteListsAsync(push, plan.Messages.Groups, cancellationToken);
            }
            else if (!await lists.TryHoldAsync(push, plan.Messages.Groups, audience, cancellationToken))
            {
                return new Acceptance.Refused(AudienceProblems.Of(null, audience.App, audience.Name)!);
            }

            await WriteIndexAsync(push, cancellationToken);

            // From here on the client's going away changes nothing: the push is there, or it is not.
            var there = await InsertAsync(push);
            if (there?.OpenRow != push.OpenRow)
            {
                await RemoveIndexAsync(push);
                if (there is null) continue;
                await lists.RemoveAsync(push, there, CancellationToken.None);
                await tasks.GiveBackAsync(push, there, CancellationToken.None);
                return await RepeatAsync(there, appEvent, cancellationToken);
            }

            if (!push.IsScheduled) await pushes.PutFirstAsync(push, CancellationToken.None);
            return new Acceptance.Accepted(push, Duplicate: false)
            {
                Warnings = [.. plan.Messages.Warnings, .. TaskAcceptance.Warn(push)],
                ExpectedFinish = await ExpectAsync(push, cancellationToken),
            };
        }
    }

    /// <summary>The push that an event of the same id became earlier; null when there is none.</summary>
    public Task<PushRow?> FindAsync(AppEvent appEvent, CancellationToken cancellationToken) =>
        pushes.FindKnownAsync(PushIds.Create(appEvent.App, appEvent.Source, appEvent.Id), cancellationToken);

    /// <summary>Answers an event that is here already from its push.</summary>
    public async Task<Acceptance> RepeatAsync(PushRow push, AppEvent appEvent, CancellationToken cancellationToken)
    {
        if (push.BodyHash != appEvent.BodyHash)
            return new Acceptance.Refused(AcceptProblems.IdempotencyMismatch(appEvent.Id));
        // The first try may have died between the row and its message. Or many wait in line, and a sender who asks on
        // and on must not lengthen it.
        if (push.State == PushState.Waiting
            && push.Begins + PutAgainAfter < time.GetUtcNow()
            && await again.MayAsync(push, cancellationToken))
        {
            await pushes.PutFirstAsync(push, cancellationToken);
        }

        return new Acceptance.Accepted(push, Duplicate: true)
        {
            Warnings = appEvent.Warnings,
            ExpectedFinish = await ExpectAsync(push, cancellationToken),
        };
    }

    /// <summary>The call of a push to labels or to everyone may be far: its sender is told when to expect it.</summary>
    private async Task<DateTimeOffset?> ExpectAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (!push.IsTask) return null;
        try
        {
            return await tasks.ExpectAsync(push, cancellationToken);
        }
        catch (Exception exception) when (StorageErrors.IsAway(exception))
        {
            // What is durable is accepted, whatever else cannot be told.
            return null;
        }
    }

    /// <summary>What keeps a push that is not there yet from being taken now; null: nothing.</summary>
    public async Task<Problem?> FindObstacleAsync(PushRow draft, CancellationToken cancellationToken)
    {
        if (SendTimeRules.FindProblem(draft) is { } problem) return problem;
        return !draft.IsScheduled && await open.CountAsync(cancellationToken) >= options.Value.MaxOpenPushes
            ? AcceptProblems.TooManyPushes
            : null;
    }

    /// <summary>The row of a push that begins now; its users and messages are not in it yet.</summary>
    public PushRow Draft(AppEvent appEvent, Mapped.Messages messages)
    {
        var pushId = PushIds.Create(appEvent.App, appEvent.Source, appEvent.Id);
        var now = time.GetUtcNow();
        var push = new PushRow
        {
            PartitionKey = pushId,
            App = appEvent.App,
            Source = appEvent.Source,
            EventId = appEvent.Id,
            BodyHash = appEvent.BodyHash,
            Type = appEvent.Type,
            State = PushState.Waiting,
            Created = now,
            Strategy = messages.Strategy,
            SendAt = appEvent.SendAt,
            OpenRow = IndexRow.NewOpenKey(pushId, now),
            TraceParent = Activity.Current?.Id,
        };
        push.ExpiresAt = appEvent.ExpiresAt ?? SendTimeRules.EndOf(push.Begins, messages.ExpiresAfter);
        push.StepDue = push.NotBefore is { } first ? first - Feeding.Lead : now;
        push.Note(now, "accepted");
        return push;
    }

    /// <inheritdoc cref="PushLists.WriteAsync"/>
    public Task WriteListsAsync(
        PushRow push, IReadOnlyList<MessageGroup> messages, CancellationToken cancellationToken) =>
        lists.WriteAsync(push, messages, cancellationToken);

    private static bool IsOneParcel(EventPlan.Ready plan) =>
        plan is { Audience: null, Members: null, Task: null }
        && plan.Messages.Groups is [{ Users.Count: <= PushBatch.MaxUsers }];

    /// <summary>
    /// The listing row comes last and goes first: who finds the scheduled row of a dead request finds both.
    /// </summary>
    private async Task WriteIndexAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (!push.IsScheduled)
        {
            await storage.PushIndex.UpsertEntityAsync(IndexRow.ForOpen(push), cancellationToken: cancellationToken);
            return;
        }

        await storage.PushSchedule.UpsertEntityAsync(ScheduledRow.Of(push), cancellationToken: cancellationToken);
        await storage.PushListing.UpsertEntityAsync(ListingRow.Of(push), cancellationToken: cancellationToken);
    }

    private async Task RemoveIndexAsync(PushRow push)
    {
        if (!push.IsScheduled)
        {
            await storage.PushIndex.DeleteEntityAsync(
                IndexRow.Open, push.OpenRow, ETag.All, CancellationToken.None);
            return;
        }

        await storage.PushListing.DeleteEntityAsync(
            ListingRow.PartitionOf(push.App, push.OpenRow), push.OpenRow, ETag.All, CancellationToken.None);
        await storage.PushSchedule.DeleteEntityAsync(
            ScheduledRow.PartitionOf(push), push.OpenRow, ETag.All, CancellationToken.None);
    }

    /// <returns>The push that is there now, this one or another's; null when the other's has gone again.</returns>
    private async Task<PushRow?> InsertAsync(PushRow push) =>
        // One that is there may be our own, whose answer was lost and which the client tried again: it names our index
        // row then.
        await storage.Pushes.TryAddAsync(push, CancellationToken.None)
            ? push
            : await pushes.FindKnownAsync(push.PushId, CancellationToken.None);
}
