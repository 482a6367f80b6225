using System.Globalization;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Puts a poison message back at most three times; its claim decides whether anything is left to do. Then its users are
/// dead letters; a message that does not parse is one with its body. No message stops the rest.
/// </summary>
public sealed class PoisonHandler(
    StorageClients storage, WorkQueues queues, DeadLetters deadLetters, PoisonedParcels parcels, PoisonedChecks checks,
    ILogger<PoisonHandler> log)
{
    private const int MostPutBacks = 3;
    private const int AtOnce = 32;

    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in storage.Poison)
        {
            try
            {
                await DrainAsync(queue, cancellationToken);
            }
            catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
            {
                log.NotDrained(exception, queue.Name);
            }
        }
    }

    private async Task DrainAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            QueueMessage[] messages = await queue.ReceiveMessagesAsync(AtOnce, Hidden, cancellationToken);
            if (messages.Length == 0) return;
            foreach (var message in messages)
            {
                try
                {
                    await HandleAsync(queue.Name, message, cancellationToken);
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // It is seen again when its time is over.
                    log.PoisonStays(exception, queue.Name, message.MessageId);
                }
            }
        }
    }

    private Task HandleAsync(string poison, QueueMessage message, CancellationToken cancellationToken)
    {
        var queue = poison[..^QueueNames.PoisonSuffix.Length];
        var body = Decode(message.Body);
        return queue switch
        {
            QueueNames.Delivery => HandleParcelAsync(queue, message.MessageId, body, cancellationToken),
            QueueNames.AudienceChecks => HandleCheckAsync(queue, message.MessageId, body, cancellationToken),
            QueueNames.Callbacks => HandleNoticeAsync(queue, message.MessageId, body, cancellationToken),
            QueueNames.LabelChanges => HandleLabelAsync(queue, message.MessageId, body, cancellationToken),
            QueueNames.Preferences => HandlePreferencesAsync(queue, message.MessageId, body, cancellationToken),
            QueueNames.Dispatch => HandleStepAsync(queue, message.MessageId, body, cancellationToken),
            _ => throw new InvalidOperationException($"Nothing is known of the queue {queue}."),
        };
    }

    private Task HandleParcelAsync(string queue, string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadParcel(body.ToString(), out var parcel, out var why))
            return deadLetters.SetAsideAsync(queue, messageId, body, $"It does not parse: {why}", cancellationToken);
        return parcel.PutBack < MostPutBacks
            ? queues.PutAsync(parcel with { PutBack = parcel.PutBack + 1 }, TimeSpan.Zero, cancellationToken)
            : parcels.GiveUpAsync(parcel, cancellationToken);
    }

    private Task HandleCheckAsync(string queue, string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadCheck(body.ToString(), out var step, out var why))
            return deadLetters.SetAsideAsync(queue, messageId, body, $"It does not parse: {why}", cancellationToken);
        return step.PutBack < MostPutBacks
            ? queues.PutAsync(step with { PutBack = step.PutBack + 1 }, TimeSpan.Zero, cancellationToken)
            : checks.GiveUpAsync(step, cancellationToken);
    }

    private Task HandleNoticeAsync(string queue, string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadNotice(body.ToString(), out var notice, out var why))
            return deadLetters.SetAsideAsync(queue, messageId, body, $"It does not parse: {why}", cancellationToken);
        return notice.PutBack < MostPutBacks
            ? queues.PutAsync(notice with { PutBack = notice.PutBack + 1 }, TimeSpan.Zero, cancellationToken)
            : deadLetters.SetAsideAsync(
                queue,
                messageId,
                WorkQueues.Write(notice with { Tries = 0, PutBack = 0 }),
                $"Telling the callback {notice.Callback} failed again and again; see the log of SendCallback.",
                cancellationToken);
    }

    /// <summary>A step that is given up loses no change: the next sync of the label finds it again.</summary>
    private Task HandleLabelAsync(string queue, string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadLabelStep(body.ToString(), out var step, out var why))
            return deadLetters.SetAsideAsync(queue, messageId, body, $"It does not parse: {why}", cancellationToken);
        return step.PutBack < MostPutBacks
            ? queues.PutAsync(step with { PutBack = step.PutBack + 1 }, TimeSpan.Zero, cancellationToken)
            : deadLetters.SetAsideAsync(
                queue,
                messageId,
                body,
                "The step failed again and again; see the log of SyncLabel.",
                cancellationToken);
    }

    /// <summary>A step that is given up loses nobody: the timer of preferences puts it again.</summary>
    private Task HandlePreferencesAsync(
        string queue, string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadPreferenceStep(body.ToString(), out var step, out var why))
            return deadLetters.SetAsideAsync(queue, messageId, body, $"It does not parse: {why}", cancellationToken);
        return step.PutBack < MostPutBacks
            ? queues.PutAsync(step with { PutBack = step.PutBack + 1 }, TimeSpan.Zero, cancellationToken)
            : deadLetters.SetAsideAsync(
                queue,
                string.Create(CultureInfo.InvariantCulture, $"{step.Job}|{step.Step}"),
                body,
                "The step failed again and again; see the log of ApplyPreferences.",
                cancellationToken);
    }

    /// <summary>
    /// A step that is given up loses nobody: the watchdog puts the steps of every push that stands still.
    /// </summary>
    private Task HandleStepAsync(string queue, string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadStep(body.ToString(), out var step, out var why))
            return deadLetters.SetAsideAsync(queue, messageId, body, $"It does not parse: {why}", cancellationToken);
        return step.PutBack < MostPutBacks
            ? queues.PutAsync(step with { PutBack = step.PutBack + 1 }, cancellationToken)
            : deadLetters.SetAsideAsync(
                queue,
                NameOf(step),
                body,
                "The step failed again and again; see the log of DispatchPush.",
                cancellationToken);
    }

    /// <summary>
    /// By this, and not by its message's id: while the push stands still a fresh message comes every minute, and fails.
    /// </summary>
    private static string NameOf(DispatchStep step) => string.Create(
        CultureInfo.InvariantCulture, $"{step.PushId}|{step.Kind}|{step.Bucket?.UtcTicks ?? step.Checkpoint}");

    /// <summary>What is inside the base64; what is none stays as it is.</summary>
    private static BinaryData Decode(BinaryData body)
    {
        var text = body.ToString();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? BinaryData.FromBytes(bytes.AsMemory(0, length))
            : body;
    }
}
