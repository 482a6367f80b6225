using Microsoft.Extensions.Logging;
using PushFunctions.Notices;
using PushFunctions.Storage;

namespace PushFunctions.Callbacks;

/// <summary>
/// Makes one try of a notice. One that failed waits as a copy of its message; after the last it is a dead letter, which
/// can be put on the queue again as it is.
/// </summary>
public sealed class CallbackHandler(
    CallbackBook book, CallbackCaller caller, CallbackSchedule schedule, WorkQueues queues, DeadLetters deadLetters,
    PushMetrics metrics, ILogger<CallbackHandler> log)
{
    public async Task HandleAsync(string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadNotice(body.ToString(), out var notice, out var why))
        {
            await deadLetters.SetAsideAsync(QueueNames.Callbacks, messageId, body, why, cancellationToken);
            return;
        }

        using var activity = PushTelemetry.Begin("callback", notice.TraceParent, notice.PushId);
        if (book.Find(notice.Callback) is not { } callback)
        {
            await GiveUpAsync(
                messageId, notice, "the settings name no such callback any more", cancellationToken);
            return;
        }

        switch (await caller.PostAsync(callback, notice, cancellationToken))
        {
            case CallbackAnswer.Taken taken:
                log.Told(notice.PushId, notice.Event, callback.Name, taken.Status);
                metrics.CountCallback(notice.Event, "told");
                break;
            case CallbackAnswer.Gone:
                await GiveUpAsync(
                    messageId, notice, "it answered 410: it wants no more of this address; change or remove it",
                    cancellationToken);
                break;
            case CallbackAnswer.Failed failed:
                await TryLaterAsync(messageId, notice, failed, cancellationToken);
                break;
        }
    }

    private async Task TryLaterAsync(
        string messageId, Notice notice, CallbackAnswer.Failed failed, CancellationToken cancellationToken)
    {
        var tries = notice.Tries + 1;
        if (schedule.DelayAfter(tries, failed.RetryAfter) is not { } delay)
        {
            await GiveUpAsync(
                messageId, notice, $"{tries} tries failed; of the last: {failed.Reason}", cancellationToken);
            return;
        }

        await queues.PutAsync(notice with { Tries = tries, PutBack = 0 }, delay, cancellationToken);
        metrics.CountCallback(notice.Event, "failed");
        log.NotTold(
            notice.PushId, notice.Event, notice.Callback, tries, schedule.Tries, failed.Reason, delay.TotalSeconds);
    }

    private async Task GiveUpAsync(
        string messageId, Notice notice, string reason, CancellationToken cancellationToken)
    {
        metrics.CountCallback(notice.Event, "given_up");
        // All its tries are before it again, should somebody put it back.
        var body = WorkQueues.Write(notice with { Tries = 0, PutBack = 0 });
        await deadLetters.SetAsideAsync(
            QueueNames.Callbacks, messageId, body,
            $"Callback {notice.Callback} was not told {notice.Event} of push {notice.PushId}: {reason.TrimEnd('.')}.",
            cancellationToken);
    }
}
