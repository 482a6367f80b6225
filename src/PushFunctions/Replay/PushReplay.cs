using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>
/// Begins a new round of a push that has ended: its open row, then its row in one write, then the first step. Whatever
/// dies on the way, either the push has ended as before, or the watchdog finds it open. What the end before has left
/// undone is done first: nobody would find it later. Who is replayed is decided step by step, by what the ledger says
/// of each user.
/// </summary>
public sealed class PushReplay(
    StorageClients storage, PushStore pushes, ReplayCount counts, TaskReplay tasks, PushEnd end, ParcelMaker maker,
    TimeProvider time, ILogger<PushReplay> log)
{
    /// <param name="onlyCount">Whether nothing is to be changed.</param>
    public async Task<ReplayResult> ReplayAsync(
        string pushId, ReplayRequest request, bool onlyCount, CancellationToken cancellationToken)
    {
        while (await pushes.FindAsync(pushId, cancellationToken) is { } push)
        {
            if (!onlyCount && request.Round is { } round && round != push.Round + 1)
                return AnswerRound(push, request, round);
            if (push.IsTask)
            {
                if (await tasks.TryReplayAsync(push, request, onlyCount, cancellationToken) is { } result)
                    return result;
                continue;
            }

            if (ReplayProblems.Find(push, request, time.GetUtcNow()) is { } problem)
                return new ReplayResult.Refused(problem);
            var users = await counts.CountAsync(push, request.Filter, cancellationToken);
            if (users == 0 || onlyCount) return new ReplayResult.Found(users, Round: null);
            if (await TryBeginAsync(push, request, users, cancellationToken))
                return new ReplayResult.Found(users, push.Round);
        }

        return new ReplayResult.Unknown();
    }

    /// <summary>A repeat of the request that began the round is told what that one was.</summary>
    private static ReplayResult AnswerRound(PushRow push, ReplayRequest request, int round) =>
        round == push.Round && push.IsReplayOf(request.Filter)
            ? new ReplayResult.Found(push.IsTask ? null : push.ReplayUsers, push.Round)
            : new ReplayResult.Refused(ReplayProblems.WrongRound(push, round));

    private async Task<bool> TryBeginAsync(
        PushRow push, ReplayRequest request, int users, CancellationToken cancellationToken)
    {
        await CompleteEndAsync(push, cancellationToken);
        var now = time.GetUtcNow();
        if (request.Filter.IsOfUnfed(push))
            PushProgress.FeedOn(push, await maker.LayoutAsync(push, cancellationToken));
        (push.State, push.Reason, push.ThrottledSince) = (PushState.Sending, null, null);
        // The end before has let go of its name.
        push.IsHeld = false;
        push.Round++;
        push.WriteReplay(request.Filter);
        push.ReplayUsers = users;
        push.ReplayFrom = LedgerKey.Parcel(0);
        push.TraceParent = Activity.Current?.Id ?? push.TraceParent;
        push.Step++;
        push.StepDue = now;
        if (request.ExpiresAt is { } end && push.ExpiresAt is not null)
            (push.FirstExpiresAt, push.ExpiresAt) = (push.FirstExpiresAt ?? push.ExpiresAt, end);
        else push.ExpiresAt = request.ExpiresAt ?? push.ExpiresAt;
        push.Note(now, $"replay {push.Round}: {users} users are to be sent to again");
        await storage.PushIndex.UpsertEntityAsync(
            IndexRow.ForReplay(push, now), TableUpdateMode.Replace, cancellationToken);
        if (!await pushes.TryWriteAsync(push, [], cancellationToken)) return false;
        log.Replayed(push.PushId, push.Round, users);
        await pushes.PutNextAsync(push);
        return true;
    }

    /// <summary>Its open row goes last: whoever ended it has died, or is still about to tell of it.</summary>
    private async Task CompleteEndAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (await storage.PushIndex.FindAsync<IndexRow>(IndexRow.Open, push.OpenKey, cancellationToken) is not null)
            await end.CompleteAsync(push, cancellationToken);
    }
}
