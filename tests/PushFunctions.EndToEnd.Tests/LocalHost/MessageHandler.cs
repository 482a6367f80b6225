using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What a test does with each message that its function gets.</summary>
public delegate Task MessageHandler(QueueMessage message, CancellationToken stopping);

/// <summary>A queue function that does what the test says.</summary>
public sealed class WorkFunction(MessageHandler handler)
{
    [Function("Work")]
    public Task RunAsync(
        [QueueTrigger("%Work%", Connection = "Storage")] QueueMessage message, CancellationToken cancellationToken) =>
        handler(message, cancellationToken);
}
