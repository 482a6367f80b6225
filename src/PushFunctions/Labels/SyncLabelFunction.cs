using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>One step of the sync, or of the reconcile, of a label.</summary>
public sealed class SyncLabelFunction(LabelStepHandler handler)
{
    [Function("SyncLabel")]
    public Task RunAsync(
        [QueueTrigger(QueueNames.LabelChanges, Connection = StorageOptions.Section)] QueueMessage message,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(message.MessageId, message.Body, cancellationToken);
}
