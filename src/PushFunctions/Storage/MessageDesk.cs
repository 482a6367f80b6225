using Microsoft.Extensions.Logging;

namespace PushFunctions.Storage;

/// <summary>What may happen to a queue message other than being worked on: wait on as a copy, or be set aside for good.</summary>
public sealed class MessageDesk(StorageClients storage, WorkQueues queues, TimeProvider time, ILogger<MessageDesk> log)
{
    /// <summary>Puts a copy of a step, to be seen when it is due.</summary>
    public Task PutAsync(DispatchStep step, CancellationToken cancellationToken) => queues.PutAsync(step, cancellationToken);

    /// <summary>Keeps a message that nobody can work on, with its body, until a person looks.</summary>
    public async Task SetAsideAsync(
        string queue, string messageId, string body, string reason, CancellationToken cancellationToken)
    {
        var row = DeadLetterRow.ForMessage(queue, messageId, body, reason, time.GetUtcNow());
        await storage.DeadLetters.UpsertEntityAsync(row, cancellationToken: cancellationToken);
        log.SetAside(queue, reason);
    }
}
