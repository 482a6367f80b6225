using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>A queue function that does what the test says.</summary>
public sealed class WorkFunction(MessageHandler handler)
{
    [Function("Work")]
    public Task RunAsync(
        [QueueTrigger("%Work%", Connection = "Storage")] QueueMessage message, CancellationToken cancellationToken) =>
        handler(message, cancellationToken);
}
