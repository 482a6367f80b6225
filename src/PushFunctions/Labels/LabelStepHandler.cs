using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Does what a message of a label says, and begins a run where somebody asked for one.</summary>
public sealed class LabelStepHandler(
    LabelBook book, SyncStart start, SyncHandler sync, ReconcileStep reconcile, WorkQueues queues,
    DeadLetters deadLetters, IOptions<LabelOptions> options, TimeProvider time, ILogger<LabelStepHandler> log)
{
    /// <summary>How long a step waits for a label that another run holds.</summary>
    private static readonly TimeSpan HeldWait = TimeSpan.FromSeconds(5);

    /// <summary>Then it is left to the timer.</summary>
    private const int MostWaits = 120;

    /// <summary>By how much clocks of two instances may differ.</summary>
    private static readonly TimeSpan ClockAllowance = TimeSpan.FromSeconds(2);

    public async Task HandleAsync(string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadLabelStep(body.ToString(), out var step, out var why))
        {
            await deadLetters.SetAsideAsync(QueueNames.LabelChanges, messageId, body, why, cancellationToken);
            return;
        }

        using var activity = PushTelemetry.Begin("label", step.TraceParent, step.Label);
        if (step is { Kind: LabelStepKind.Sync, Run: not null, ETag: not null })
        {
            await sync.HandleAsync(step, cancellationToken);
            return;
        }

        var row = await book.FindAsync(new(step.App, step.Label), cancellationToken);
        if (row?.IsHeld(time.GetUtcNow()) == true)
        {
            await WaitAsync(step, cancellationToken);
            return;
        }

        if (step.Kind != LabelStepKind.Reconcile) await BeginAsync(step, row, cancellationToken);
        else if (!await reconcile.RunAsync(step, row, cancellationToken)) await WaitAsync(step, cancellationToken);
    }

    private async Task WaitAsync(LabelStep step, CancellationToken cancellationToken)
    {
        if (step.Waits < MostWaits)
            await queues.PutAsync(step with { Waits = step.Waits + 1 }, HeldWait, cancellationToken);
        else log.HeldTooLong(step.Label, step.Kind);
    }

    private async Task BeginAsync(LabelStep step, LabelRow? row, CancellationToken cancellationToken)
    {
        // A run that began after it was last asked for has made the change, unless it has died.
        if (row is { IsUnsure: false } && row.SyncBegunAt > row.SyncAskedAt + ClockAllowance) return;
        // It was deleted since, and is gone: nothing is left to be synced.
        if (row is null && !await book.HasMembersAsync(new(step.App, step.Label), cancellationToken)) return;
        if (row is not { IsThere: true } && row is not { IsDeleted: true })
        {
            var room = new LabelRoom(await book.ReadAsync(step.App, cancellationToken), options.Value.MaxLabels);
            // The timer tells so on the label's row.
            if (!room.TryTake(step.App)) return;
        }

        var first = new LabelStep { Kind = LabelStepKind.Sync, App = step.App, Label = step.Label };
        if (await start.TryTakeAsync(row, first, new Dictionary<string, object>(), cancellationToken) is { } taken)
            await sync.GoOnAsync(taken.Step, taken.Held, cancellationToken);
        else
            await WaitAsync(step, cancellationToken);
    }
}
