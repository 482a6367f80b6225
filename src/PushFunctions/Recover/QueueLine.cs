using Azure.Storage.Queues;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>Peeks at the queues: what is due later than their oldest waiting message is in line, not lost.</summary>
public sealed class QueueLine(StorageClients storage)
{
    public async Task<WaitingLines> LookAsync(CancellationToken cancellationToken) => new(
        await OldestAsync(
            storage.Dispatch,
            text => QueueText.TryReadStep(text, out var step, out _) ? step.Due : null,
            cancellationToken),
        await OldestAsync(
            storage.Delivery,
            text => QueueText.TryReadParcel(text, out var parcel, out _) ? parcel.Due : null,
            cancellationToken));

    private static async Task<DateTimeOffset?> OldestAsync(
        QueueClient queue, Func<string, DateTimeOffset?> dueOf, CancellationToken cancellationToken)
    {
        try
        {
            var peeked = await queue.PeekMessageAsync(cancellationToken);
            return peeked.Value is { } message ? dueOf(message.Body.ToString()) : null;
        }
        catch (FormatException)
        {
            // No base64: somebody else's message, on its way to the poison queue.
            return null;
        }
    }
}
