using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>A poison queue with one message.</summary>
internal sealed class PoisonQueue(string queue, BinaryData body) : QueueClient
{
    private bool _isReceived;

    public override string Name => queue + QueueNames.PoisonSuffix;

    public int Deleted { get; private set; }

    public override Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        QueueMessage[] messages = _isReceived
            ? []
            : [QueuesModelFactory.QueueMessage(
                "m", "r", BinaryData.FromString(Convert.ToBase64String(body.ToArray())), dequeueCount: 5)];
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
