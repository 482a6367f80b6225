using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>
/// Sends a push to labels or to everyone again, in a new round: one that was refused or given up, or, since a person
/// says so, one whose answer never came. The day's place is booked first, as at the door; then its open row is written,
/// then its own, by compare-and-swap.
/// </summary>
public sealed class TaskReplay(
    StorageClients storage, PushStore pushes, PushEnd end, TaskAcceptance tasks, TimeProvider time,
    ILogger<TaskReplay> log)
{
    /// <returns>What came of it; null: another process has changed the push meanwhile.</returns>
    public async Task<ReplayResult?> TryReplayAsync(
        PushRow push, ReplayRequest request, bool onlyCount, CancellationToken cancellationToken)
    {
        if (request.Filter.Users is not null) return new ReplayResult.Refused(ReplayProblems.NamesNobody(push));
        var wasUnknown = push.IsCallUnknown;
        if (!wasUnknown && ReplayProblems.Find(push, request, time.GetUtcNow()) is { } problem)
            return new ReplayResult.Refused(problem);
        if (!wasUnknown && !IsOf(push, request.Filter)) return new ReplayResult.Found(0, Round: null);
        if (onlyCount) return new ReplayResult.Found(Users: null, Round: null);
        if (push.HasEnded) await CompleteEndAsync(push, cancellationToken);
        return await TryBeginAsync(push, request, cancellationToken);
    }

    private static bool IsOf(PushRow push, ReplayFilter filter) => push.ReadTasks() is [.., var last]
        && (filter.Outcomes.Contains(last.Outcome)
            // Refused as a whole, which is the one way to fail: it is a dead letter, too.
            || (last.Outcome == UserOutcome.Failed && filter.Ends.Contains(ReplayEnd.Dead)));

    private async Task<ReplayResult?> TryBeginAsync(
        PushRow push, ReplayRequest request, CancellationToken cancellationToken)
    {
        var (now, openBefore) = (time.GetUtcNow(), push.HasEnded ? null : push.OpenKey);
        // Read before the push's row is written: of whoever holds the push after that, the name has another version.
        var name = push.IsHeld
            ? await storage.PushIndex.FindAsync<IndexRow>(IndexRow.Held, push.PushId, cancellationToken)
            : null;
        push.Round++;
        push.WriteReplay(request.Filter);
        if (request.ExpiresAt is { } expiry)
            (push.FirstExpiresAt, push.ExpiresAt) = (push.FirstExpiresAt ?? push.ExpiresAt, expiry);
        (push.State, push.Reason, push.IsHeld) = (PushState.Sending, null, false);
        (push.CallBy, push.CallUntil, push.Tries, push.IsTokenRefused) = (null, null, null, null);
        (push.Refusals, push.RefusedSince, push.RefusedAt, push.ThrottledSince) = (null, null, null, null);
        (push.Failed, push.Dead, push.Unknown) = (0, 0, 0);
        push.TraceParent = Activity.Current?.Id ?? push.TraceParent;
        push.Step++;
        push.StepDue = now;
        if (await tasks.BookAsync(push, TaskAcceptance.KeyOf(push), now, cancellationToken) is { } full)
            return new ReplayResult.Refused(full);
        push.Note(now, $"replay {push.Round}");
        await storage.PushIndex.UpsertEntityAsync(
            IndexRow.ForReplay(push, now), TableUpdateMode.Replace, cancellationToken);
        if (!await pushes.TryWriteAsync(push, [], cancellationToken)) return null;
        log.TaskReplayed(push.PushId, push.Round);
        if (name is not null) _ = await storage.PushIndex.TryDeleteAsync(name, CancellationToken.None);
        if (openBefore is not null)
        {
            await storage.PushIndex.DeleteEntityAsync(
                IndexRow.Open, openBefore, ETag.All, CancellationToken.None);
        }

        await pushes.PutNextAsync(push);
        return new ReplayResult.Found(Users: null, push.Round);
    }

    /// <summary>Its open row goes last: whoever ended it has died, or is still about to tell of it.</summary>
    private async Task CompleteEndAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (await storage.PushIndex.FindAsync<IndexRow>(IndexRow.Open, push.OpenKey, cancellationToken) is not null)
            await end.CompleteAsync(push, cancellationToken);
    }
}
