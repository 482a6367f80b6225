using Microsoft.Extensions.Logging;

namespace PushFunctions.Storage;

/// <summary>Keeps queue messages that nobody can work on, with their bodies, until a person looks.</summary>
public sealed class DeadLetters(StorageClients storage, TimeProvider time, ILogger<DeadLetters> log)
{
    /// <param name="queue">Where the message came from.</param>
    /// <param name="messageId">The queue's own id: however often the message comes, it is one dead letter.</param>
    /// <param name="body">The message as it was, without its base64.</param>
    /// <param name="reason">Why it cannot be worked on.</param>
    public async Task SetAsideAsync(
        string queue, string messageId, BinaryData body, string reason, CancellationToken cancellationToken)
    {
        var row = DeadLetterRow.ForMessage(queue, messageId, body, reason, time.GetUtcNow());
        await storage.DeadLetters.UpsertEntityAsync(row, cancellationToken: cancellationToken);
        log.SetAside(queue, reason);
    }
}
