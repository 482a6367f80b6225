using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>A function for each type that a queue function may take.</summary>
public sealed class ParameterFunctions(Seen seen)
{
    [Function("Text")]
    public void TakeText([QueueTrigger("%Work%-text")] string message) => seen.Add(message);

    [Function("Bytes")]
    public void TakeBytes([QueueTrigger("%Work%-bytes")] byte[] message) => seen.Add(Convert.ToHexString(message));

    [Function("Data")]
    public void TakeData([QueueTrigger("%Work%-data")] BinaryData message) => seen.Add(message.ToString());

    [Function("Message")]
    public ValueTask TakeMessageAsync([QueueTrigger("%Work%-message")] QueueMessage message)
    {
        seen.Add($"{message.DequeueCount} {message.Body} {message.ExpiresOn - message.InsertedOn}");
        return ValueTask.CompletedTask;
    }

    [Function("Object")]
    public void TakeObject([QueueTrigger("%Work%-object")] Note message, CancellationToken cancellationToken) =>
        seen.Add($"{message.Number} {message.Name} {cancellationToken.CanBeCanceled}");
}
