using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Reads a step, waits for its moment, and lets the one that knows its kind do it.</summary>
public sealed class DispatchHandler(
    FeedStep feed, CloseStep close, RetryStep retry, ReplayStep replay, ITaskStep task, WorkQueues queues,
    DeadLetters deadLetters, TimeProvider time)
{
    /// <summary>
    /// The service's waits are whole seconds, and a feed step comes up to one and a half early; earlier ones wait on
    /// the queue.
    /// </summary>
    private static readonly TimeSpan WaitInProcess = TimeSpan.FromSeconds(1.8);

    public async Task HandleAsync(string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadStep(body.ToString(), out var step, out var why))
        {
            await deadLetters.SetAsideAsync(QueueNames.Dispatch, messageId, body, why, cancellationToken);
            return;
        }

        using var activity = PushTelemetry.Begin("dispatch", step.TraceParent, step.PushId);
        var wait = step.Due - time.GetUtcNow();
        if (wait > WaitInProcess)
        {
            if (step is not { Kind: StepKind.Feed, NotBefore: null } || !await feed.IsDueAsync(step, cancellationToken))
            {
                await queues.PutAsync(step, cancellationToken);
                return;
            }
        }
        else if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }

        await (step.Kind switch
        {
            StepKind.Feed => feed.RunAsync(step, cancellationToken),
            StepKind.Close => close.RunAsync(step, cancellationToken),
            StepKind.Retry => retry.RunAsync(step, cancellationToken),
            StepKind.Replay => replay.RunAsync(step, cancellationToken),
            StepKind.Task => task.RunAsync(step, cancellationToken),
            _ => throw new InvalidOperationException($"No step of kind {step.Kind}."),
        });
    }
}
