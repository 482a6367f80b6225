using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Storage;

namespace PushFunctions.Callbacks;

/// <summary>One try to tell one callback of one event.</summary>
public sealed class SendCallbackFunction(CallbackHandler handler)
{
    [Function("SendCallback")]
    public Task RunAsync(
        [QueueTrigger(QueueNames.Callbacks, Connection = StorageOptions.Section)] QueueMessage message,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(message.MessageId, message.Body, cancellationToken);
}
