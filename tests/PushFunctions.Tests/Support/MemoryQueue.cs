using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PushFunctions.Tests;

/// <summary>A queue that keeps what was put.</summary>
internal sealed class MemoryQueue : QueueClient
{
    private readonly Lock _gate = new();
    private readonly List<QueuePut> _puts = [];

    public IReadOnlyList<QueuePut> Puts
    {
        get
        {
            lock (_gate) return [.. _puts];
        }
    }

    public override Task<Response<SendReceipt>> SendMessageAsync(
        BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null,
        CancellationToken cancellationToken = default)
    {
        lock (_gate) _puts.Add(new(message.ToString(), visibilityTimeout, timeToLive));
        return Task.FromResult(Response.FromValue(
            QueuesModelFactory.SendReceipt("", default, default, "", default), new PlainResponse(201)));
    }
}

/// <summary>One message that was put.</summary>
internal sealed record QueuePut(string Text, TimeSpan? Wait, TimeSpan? TimeToLive);
