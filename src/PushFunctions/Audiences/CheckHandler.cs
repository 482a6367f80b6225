using Microsoft.Extensions.Logging;
using PushFunctions.Lists;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>
/// Does a bounded piece of a check, writes the checkpoint by compare-and-swap, and puts the next step. Whoever was
/// overtaken writes nothing and ends.
/// </summary>
public sealed class CheckHandler(
    AudienceStore store, CheckWork work, AudienceVersions versions, SortingRoom room, WorkQueues queues,
    DeadLetters deadLetters, TimeProvider time, ILogger<CheckHandler> log)
{
    public async Task HandleAsync(string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadCheck(body.ToString(), out var step, out var why))
        {
            await deadLetters.SetAsideAsync(QueueNames.AudienceChecks, messageId, body, why, cancellationToken);
            return;
        }

        using var activity = PushTelemetry.Begin("check", step.TraceParent, step.Version);
        using var visit = await room.EnterAsync(cancellationToken);
        var row = await store.FindAsync(step.Audience, cancellationToken);
        if (row is not { IsChecking: true } || row.CheckVersion != step.Version) return;
        try
        {
            await StepAsync(row, step, cancellationToken);
        }
        catch (UploadException refused)
        {
            await FailAsync(row, refused.Problem, cancellationToken);
        }
    }

    /// <summary>Ends a check that cannot go well. The audience stays as it is.</summary>
    public async Task FailAsync(AudienceRow row, Problem problem, CancellationToken cancellationToken)
    {
        row.CheckState = AudienceCheckState.Failed;
        (row.CheckCode, row.CheckReason, row.CheckMoved) = (problem.Code, problem.Detail, time.GetUtcNow());
        if (await store.TryUpdateAsync(row, cancellationToken)) log.CheckFailed(row.PartitionKey, problem.Code);
    }

    private async Task StepAsync(AudienceRow row, AudienceCheckStep step, CancellationToken cancellationToken)
    {
        var (check, list, isDone) = await work.DoAsync(row, cancellationToken);
        if (isDone)
        {
            await FinishAsync(row, check, list, cancellationToken);
            return;
        }

        (row.Check, row.CheckMoved) = (check.Write(), time.GetUtcNow());
        if (!await store.TryUpdateAsync(row, cancellationToken)) return;
        log.Moved(row.PartitionKey, check.Sort.Lines, check.Sort.Merge?.Count ?? 0);
        await queues.PutAsync(step with { PutBack = 0 }, TimeSpan.Zero, cancellationToken);
    }

    private async Task FinishAsync(AudienceRow row, AudienceCheck check, Run? list, CancellationToken cancellationToken)
    {
        if (!check.Condition.Holds(row.Version))
        {
            await FailAsync(
                row, AudienceRefusals.Changed(row.Name, check.Condition, row.Version), cancellationToken);
            return;
        }

        var (version, upload) = (row.CheckVersion!, row.CheckUpload!);
        var done = PutAudienceHandler.RowOf(row.App, row.Name, version, list, check.Sort, time.GetUtcNow());
        (done.FromUpload, done.ETag) = (upload, row.ETag);
        if (!await store.TryUpdateAsync(done, cancellationToken)) return;
        log.Checked(row.PartitionKey, done.Count);
        // The list is in use; what dies here leaves blobs that go with it.
        await versions.DeleteBlobsAsync(row.PartitionKey, upload, except: null, cancellationToken);
        await versions.DeleteBlobsAsync(row.PartitionKey, version, except: done.Blob, cancellationToken);
    }
}
