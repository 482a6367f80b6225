using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Does what a step has left undone when its process died after the checkpoint: parcels, and the next step.</summary>
public sealed class StepRepair(
    LedgerReader ledger, ParcelMaker maker, WorkQueues queues, PushStore pushes, TimeProvider time, ILogger<StepRepair> log)
{
    /// <summary>What is later than this was not put, or is lost.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    /// <summary>The steps all of whose parcels have been picked up.</summary>
    public static IReadOnlyList<StepRow> Done(IReadOnlyList<StepRow> open, int mark, IReadOnlyList<ParcelRow> rows)
    {
        var seen = rows.Select(row => row.FirstBatch).ToHashSet();
        return [.. open.Where(step => step.ReadCut().All(cut => cut.FirstBatch < mark || seen.Contains(cut.FirstBatch)))];
    }

    /// <returns>How many messages were put.</returns>
    public async Task<int> CompleteAsync(PushRow push, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await ledger.ReadParcelsAsync(push, cancellationToken);
        var seen = rows.Select(row => row.FirstBatch).ToHashSet();
        var put = 0;
        foreach (var step in await ledger.ReadStepsAsync(push.PushId, cancellationToken))
        {
            if (step.Due + Late > now) continue;
            foreach (var cut in step.ReadCut().Where(cut => cut.FirstBatch >= push.Mark && !seen.Contains(cut.FirstBatch)))
            {
                await queues.PutAsync(await maker.MakeAsync(push, cut, now, cancellationToken), TimeSpan.Zero, cancellationToken);
                put++;
            }
        }

        if (push.StepDue + Late < now)
        {
            await pushes.PutNextAsync(push, cancellationToken);
            put++;
        }

        if (put > 0) log.PutAgain(push.PushId, put);
        return put;
    }
}
