using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>One step of the check of an uploaded list.</summary>
public sealed class CheckAudienceFunction(CheckHandler handler)
{
    [Function("CheckAudience")]
    public Task RunAsync(
        [QueueTrigger(QueueNames.AudienceChecks, Connection = StorageOptions.Section)] QueueMessage message,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(message.MessageId, message.Body, cancellationToken);
}
