using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>
/// Tells which pushes an earlier request has told of, whose cursor a replay of dead letters goes on with: a push has a
/// dead letter for each parcel, far apart from each other.
/// </summary>
public sealed class EarlierPages(StorageClients storage, PushStore pushes)
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <param name="query">The query as the request has it.</param>
    /// <param name="letter">A dead letter of users.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<bool> HaveAsync(LetterQuery query, DeadLetterRow letter, CancellationToken cancellationToken)
    {
        if (query.After.Length == 0) return false;
        // Begun there, and its dead letters go one by one; or somebody else has.
        return await pushes.FindAsync(letter.PushId!, cancellationToken) is { HasEnded: false } push
            && push.Round > letter.Round
            || await HasLetterAsync(query, letter, cancellationToken);
    }

    private async Task<bool> HasLetterAsync(
        LetterQuery query, DeadLetterRow letter, CancellationToken cancellationToken)
    {
        var partition = DeadLetterRow.PartitionOf(query.App, letter.PushId!);
        var (from, to) = ((query with { After = "" }).From, query.After);
        await foreach (var _ in storage.DeadLetters.QueryAsync<DeadLetterRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey le {to}"),
            maxPerPage: 1, Keys, cancellationToken))
        {
            return true;
        }

        return false;
    }
}
