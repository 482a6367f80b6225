using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>One step of setting the preferences of many.</summary>
public sealed class ApplyPreferencesFunction(ApplyHandler handler)
{
    [Function("ApplyPreferences")]
    public Task RunAsync(
        [QueueTrigger(QueueNames.Preferences, Connection = StorageOptions.Section)] QueueMessage message,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(message.MessageId, message.Body, cancellationToken);
}
