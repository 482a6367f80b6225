using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Members;

/// <summary>Puts who is to have labels, as any program may.</summary>
internal static class LabelRows
{
    private const int RowsAtOnce = 100;
    private const int WritersAtOnce = 8;

    public static Task PutAsync(
        string connection, string label, IEnumerable<string> users, CancellationToken cancellationToken)
    {
        var table = new TableClient(connection, TableNames.LabelMembers);
        return Parallel.ForEachAsync(
            users.Chunk(RowsAtOnce),
            new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce, CancellationToken = cancellationToken },
            async (chunk, token) => await table.SubmitTransactionAsync(
                // A transaction whose answer came late may be sent twice.
                chunk.Select(user => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, new TableEntity(label, user))),
                token));
    }
}
