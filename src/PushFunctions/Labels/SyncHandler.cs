using Azure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Does a step of a run that holds its label: makes changes for some seconds, then puts itself back for more, or ends
/// the run. Whoever does not hold the label any more changes nothing.
/// </summary>
public sealed class SyncHandler(
    LabelBook book, ListedSync listed, StreamedSync streamed, LabelRemoval removal, DriftRepair drift,
    AppliedBook applied, WorkQueues queues, IOptions<LabelOptions> options, TimeProvider time, ILogger<SyncHandler> log)
{
    /// <summary>The label is made again so often in one run.</summary>
    private const int MostLosses = 2;

    /// <summary>Goes on with a run.</summary>
    public async Task HandleAsync(LabelStep step, CancellationToken cancellationToken)
    {
        var label = new LabelPartition(step.App, step.Label);
        if (await book.TryBeginAsync(label, step.Run!, new ETag(step.ETag!)) is not { } begun) return;
        await GoOnAsync(begun.IsRepeated ? step with { IsUnsure = true } : step, begun.Held, cancellationToken);
    }

    /// <summary>Does what a step is for; the label has just been taken, or the run prolonged.</summary>
    public async Task GoOnAsync(LabelStep step, HeldLabel held, CancellationToken cancellationToken)
    {
        using var turn = new StepTurn(options.Value.StepTime, time, cancellationToken);
        var (end, isThere, members) =
            step.DeletedAt is not null
                ? await RemoveAsync(step, held, turn, cancellationToken)
            : step.IsUnsure ? await LookAsync(step, held, cancellationToken)
            : step.IsLost ? (new StepEnd.Lost(), false, 0)
            : step.Changes is not null ? await listed.RunAsync(step, turn)
            : await streamed.RunAsync(step, turn, cancellationToken);
        switch (end)
        {
            case StepEnd.GoOn goOn:
                await PutAsync(goOn.Next with { IsThere = isThere, Applied = members }, held);
                break;
            case StepEnd.Lost:
                await BeginAnewAsync(step, held, turn, cancellationToken);
                break;
            case StepEnd.Done done:
                await EndAsync(done, held, isThere);
                break;
            case StepEnd.Failed failed:
                await FailAsync(failed, held, isThere, members);
                break;
        }
    }

    private async Task<(StepEnd End, bool IsThere, int Applied)> RemoveAsync(
        LabelStep step, HeldLabel held, StepTurn turn, CancellationToken cancellationToken)
    {
        var end = await removal.RunAsync(step, held, turn, cancellationToken);
        return end is StepEnd.Failed or StepEnd.GoOn ? (end, step.IsThere, step.Applied) : (end, false, 0);
    }

    /// <summary>Notes what the far side has: calls may have been taken of which nothing was written down.</summary>
    private async Task<(StepEnd End, bool IsThere, int Applied)> LookAsync(
        LabelStep step, HeldLabel held, CancellationToken cancellationToken)
    {
        var (members, failure) = await drift.ListAsync(held, held.Label.Label, cancellationToken);
        if (failure is not null && members is null)
            return (LabelProblems.Of(failure) with { IsUnsure = true }, step.IsThere, step.Applied);
        if (members is null) return (new StepEnd.GoOn(step with { IsUnsure = true }), step.IsThere, step.Applied);
        var count = members.Count;
        await drift.CompareAsync(held, members, isDryRun: false, cancellationToken);
        var next = step with
        {
            IsUnsure = false, IsLost = false, Changes = null, From = null, Counts = new(), HasPostponed = false,
            IsSecondPass = false,
        };
        return (new StepEnd.GoOn(next), failure is null, count);
    }

    private async Task EndAsync(StepEnd.Done done, HeldLabel held, bool isThere)
    {
        var columns = LabelColumns.Of(done.Counts, done.Counts.Members, done.Skipped);
        columns[nameof(LabelRow.IsThere)] = isThere;
        columns[nameof(LabelRow.SyncedAt)] = time.GetUtcNow();
        columns[nameof(LabelRow.Problem)] = "";
        columns[nameof(LabelRow.IsUnsure)] = false;
        if (await book.TryWriteAsync(held, columns, isEnd: true))
            log.Synced(held.Label.Key, done.Counts.Changes, done.Counts.Members);
    }

    private async Task FailAsync(StepEnd.Failed failed, HeldLabel held, bool isThere, int members)
    {
        Dictionary<string, object> columns = new()
        {
            [nameof(LabelRow.IsThere)] = isThere,
            [nameof(LabelRow.AppliedCount)] = members,
            [nameof(LabelRow.IsUnsure)] = failed.IsUnsure,
            [nameof(LabelRow.Problem)] = failed.Reason,
            [nameof(LabelRow.ProblemAt)] = time.GetUtcNow(),
        };
        if (await book.TryWriteAsync(held, columns, isEnd: true)) log.SyncFailed(held.Label.Key, failed.Logged);
    }

    /// <summary>All that is known of the label is not so any more: it is made again with all its members.</summary>
    private async Task BeginAnewAsync(
        LabelStep step, HeldLabel held, StepTurn turn, CancellationToken cancellationToken)
    {
        if (step.Losses >= MostLosses)
        {
            const string Reason =
                "The push service says again and again that it has no such label, though it had just been created.";
            await FailAsync(
                new(Reason, "the label was lost again and again", IsUnsure: false), held, isThere: false, members: 0);
            return;
        }

        log.LabelLost(held.Label.Key);
        var isForgotten = await applied.ForgetAsync(held.Label, turn, cancellationToken);
        await PutAsync(
            step with
            {
                Changes = null,
                From = null,
                Counts = new(),
                HasPostponed = false,
                IsSecondPass = false,
                IsThere = false,
                Applied = 0,
                IsUnsure = false,
                // Whoever is not forgotten would seem to have the label that is created now.
                IsLost = !isForgotten,
                Losses = isForgotten ? step.Losses + 1 : step.Losses,
            },
            held);
    }

    private Task PutAsync(LabelStep step, HeldLabel held) => queues.PutAsync(
        step with { Run = held.Run, ETag = held.ETag.ToString(), PutBack = 0 }, TimeSpan.Zero, CancellationToken.None);
}
