using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PushFunctions.Tests;

/// <summary>A queue that keeps what was put.</summary>
internal sealed class MemoryQueue : QueueClient
{
    private readonly Lock _gate = new();
    private readonly List<QueuePut> _puts = [];

    /// <summary>Called before a message is put; may throw.</summary>
    public Action? Before { get; set; }

    /// <summary>Called with each message that was put; may throw.</summary>
    public Action<QueuePut>? After { get; set; }

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
        try
        {
            Before?.Invoke();
        }
        catch (RequestFailedException exception)
        {
            return Task.FromException<Response<SendReceipt>>(exception);
        }

        var put = new QueuePut(message.ToString(), visibilityTimeout, timeToLive);
        lock (_gate) _puts.Add(put);
        After?.Invoke(put);
        return Task.FromResult(Response.FromValue(
            QueuesModelFactory.SendReceipt("", default, default, "", default), new PlainResponse(201)));
    }

    /// <summary>How often somebody looked at what waits.</summary>
    public int Peeks { get; private set; }

    /// <summary>The message that has waited longest; null: what was put counts as taken.</summary>
    public string? Oldest { get; set; }

    public override Task<Response<PeekedMessage>> PeekMessageAsync(CancellationToken cancellationToken = default)
    {
        Peeks++;
        var oldest = Oldest is null
            ? null!
            : QueuesModelFactory.PeekedMessage("m", BinaryData.FromString(Oldest), dequeueCount: 0);
        return Task.FromResult(Response.FromValue<PeekedMessage>(oldest, new PlainResponse(200)));
    }
}

/// <summary>One message that was put.</summary>
internal sealed record QueuePut(string Text, TimeSpan? Wait, TimeSpan? TimeToLive);
