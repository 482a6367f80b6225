using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PushFunctions.LocalHost.Queues;

/// <summary>Where the messages of one queue go that cannot be processed.</summary>
internal sealed class PoisonQueue
{
    private const string Suffix = "-poison";
    private const int LongestName = 63;
    private readonly QueueClient _queue;

    private PoisonQueue(QueueClient queue) => _queue = queue;

    public string Name => _queue.Name;

    /// <returns>The poison queue, or null when the queue is one itself or its name leaves no room.</returns>
    public static PoisonQueue? Of(QueueServiceClient service, string queue) =>
        queue.EndsWith(Suffix, StringComparison.Ordinal) || queue.Length + Suffix.Length > LongestName
            ? null
            : new PoisonQueue(service.GetQueueClient(queue + Suffix));

    /// <summary>Puts the text there; makes the queue when it is missing.</summary>
    public async Task AddAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.SendMessageAsync(text, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await _queue.SendMessageAsync(text, cancellationToken);
        }
    }
}
