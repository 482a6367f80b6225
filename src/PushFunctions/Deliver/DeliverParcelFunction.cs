using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>One parcel.</summary>
public sealed class DeliverParcelFunction(DeliveryHandler handler)
{
    [Function("DeliverParcel")]
    public Task RunAsync(
        [QueueTrigger(QueueNames.Delivery, Connection = StorageOptions.Section)] QueueMessage message,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(message.MessageId, message.Body, cancellationToken);
}
