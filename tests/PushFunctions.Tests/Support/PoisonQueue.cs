using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>The poison queue of a queue: messages that made their function fail, handed out once.</summary>
internal sealed class PoisonQueue(string queue, params IReadOnlyList<BinaryData> bodies) : QueueClient
{
    private bool _isReceived;

    public override string Name => queue + QueueNames.PoisonSuffix;

    public int Deleted { get; private set; }

    public override Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        QueueMessage[] messages = _isReceived
            ? []
            : [.. bodies.Select((body, no) => QueuesModelFactory.QueueMessage(
                $"m{no}", "r", BinaryData.FromString(Convert.ToBase64String(body.ToArray())), dequeueCount: 5))];
        _isReceived = true;
        return Task.FromResult(Response.FromValue(messages, new PlainResponse(200)));
    }

    public override Task<Response> DeleteMessageAsync(
        string messageId, string popReceipt, CancellationToken cancellationToken = default)
    {
        Deleted++;
        return Task.FromResult<Response>(new PlainResponse(204));
    }
}
