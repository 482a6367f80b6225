using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace PushFunctions.Storage;

/// <summary>
/// Keeps who was given up, and queue messages that nobody can work on with their bodies, until a person looks. What is
/// written again stays one: users by their ledger row, messages by their id.
/// </summary>
public sealed class DeadLetters(
    StorageClients storage, PushMetrics metrics, TimeProvider time, ILogger<DeadLetters> log)
{
    /// <param name="queue">Where the message came from.</param>
    /// <param name="messageId">The queue's own id: however often the message comes, it is one dead letter.</param>
    /// <param name="body">The message as it was, without its base64.</param>
    /// <param name="reason">Why it cannot be worked on.</param>
    public async Task SetAsideAsync(
        string queue, string messageId, BinaryData body, string reason, CancellationToken cancellationToken)
    {
        // The time is part of the letter's key: a message that comes again has that of its first coming.
        var first = new DeadLetterRow
        {
            PartitionKey = DeadLetterRow.MessageIds, RowKey = messageId, At = time.GetUtcNow(),
        };
        var isNew = await storage.DeadLetters.TryAddAsync(first, cancellationToken);
        if (!isNew)
        {
            first = await storage.DeadLetters.FindAsync<DeadLetterRow>(
                first.PartitionKey, messageId, cancellationToken) ?? first;
        }

        var row = DeadLetterRow.ForMessage(queue, messageId, body, reason, first.At);
        await storage.DeadLetters.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        if (isNew) metrics.CountDeadMessage();
        log.SetAside(queue, reason);
    }

    /// <summary>
    /// Makes the dead letter of a parcel's users what its ledger row says; it goes when nobody is left.
    /// </summary>
    public async Task RenewAsync(string app, string pushId, ParcelRow parcel, CancellationToken cancellationToken)
    {
        var row = DeadLetterRow.ForUsers(app, pushId, parcel);
        foreach (var each in (DeadLetterRow[])[row, row.In(DeadLetterRow.PartitionOf(app, pushId))])
        {
            await (row.Count > 0
                ? storage.DeadLetters.UpsertEntityAsync(each, TableUpdateMode.Replace, cancellationToken)
                : storage.DeadLetters.DeleteEntityAsync(
                    each.PartitionKey, each.RowKey, ETag.All, cancellationToken));
        }
    }

    /// <summary>Keeps all whom no step has fed, of a push that is given up.</summary>
    public Task KeepUnfedAsync(PushRow push, int users, CancellationToken cancellationToken) =>
        KeepAsync(DeadLetterRow.ForUnfed(push, users), cancellationToken);

    /// <summary>Keeps a push to labels or to everyone that was refused or given up.</summary>
    public Task KeepTaskAsync(PushRow push, CancellationToken cancellationToken) =>
        KeepAsync(DeadLetterRow.ForTask(push), cancellationToken);

    /// <summary>Such a push is not given up any more.</summary>
    public Task ForgetTaskAsync(PushRow push, CancellationToken cancellationToken) =>
        RemoveAsync(DeadLetterRow.ForTask(push), cancellationToken);

    /// <summary>Those whom no step had fed are not given up any more.</summary>
    public Task ForgetUnfedAsync(PushRow push, CancellationToken cancellationToken) =>
        RemoveAsync(DeadLetterRow.ForUnfed(push, users: 0), cancellationToken);

    /// <summary>Removes one, wherever it lies.</summary>
    public async Task RemoveAsync(DeadLetterRow letter, CancellationToken cancellationToken)
    {
        (string Partition, string Row) other = letter.IsMessage
            ? (DeadLetterRow.MessageIds, letter.MessageId!)
            : (DeadLetterRow.PartitionOf(letter.App, letter.PushId!), letter.RowKey);
        await storage.DeadLetters.DeleteEntityAsync(other.Partition, other.Row, ETag.All, cancellationToken);
        await storage.DeadLetters.DeleteEntityAsync(
            letter.IsMessage ? DeadLetterRow.NoApp : letter.App, letter.RowKey, ETag.All, cancellationToken);
    }

    private async Task KeepAsync(DeadLetterRow row, CancellationToken cancellationToken)
    {
        foreach (var each in (DeadLetterRow[])[row, row.In(DeadLetterRow.PartitionOf(row.App, row.PushId!))])
            await storage.DeadLetters.UpsertEntityAsync(each, TableUpdateMode.Replace, cancellationToken);
    }
}
