using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>One step of a push.</summary>
public sealed class DispatchPushFunction(DispatchHandler handler)
{
    [Function("DispatchPush")]
    public Task RunAsync(
        [QueueTrigger(QueueNames.Dispatch, Connection = StorageOptions.Section)] QueueMessage message,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(message.MessageId, message.Body, cancellationToken);
}
