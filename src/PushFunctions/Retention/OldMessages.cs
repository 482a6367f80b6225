using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Retention;

/// <summary>Removes messages that were set aside long ago, and nobody has looked after since.</summary>
public sealed class OldMessages(StorageClients storage, DeadLetters letters)
{
    private static readonly string[] Keys =
        ["PartitionKey", "RowKey", nameof(DeadLetterRow.Queue), nameof(DeadLetterRow.MessageId)];

    /// <param name="before">When they were set aside at the latest.</param>
    /// <param name="goesOn">Whether one more may be removed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> RemoveAsync(
        DateTimeOffset before, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        var removed = 0;
        var newest = NewestFirst.KeyOf(before);
        var old = storage.DeadLetters.QueryAsync<DeadLetterRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {DeadLetterRow.NoApp} and RowKey gt {newest}"),
            select: Keys,
            cancellationToken: cancellationToken);
        await foreach (var letter in old)
        {
            if (!goesOn()) break;
            // Its id goes first: by the letter both are found.
            await letters.RemoveAsync(letter, cancellationToken);
            removed++;
        }

        return removed;
    }
}
