using Azure.Data.Tables;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Reads the ledger as a person would who wants to know who may have been told twice.</summary>
internal sealed class Ledger(string connectionString)
{
    private readonly TableClient _pushes = new TableServiceClient(connectionString).GetTableClient(TableNames.Pushes);

    /// <summary>Whether a dispatcher has cut a step of the push that is not picked up whole.</summary>
    public async Task<bool> HasStepAsync(string pushId) => await _pushes
        .QueryAsync<StepRow>(TableClient.CreateQueryFilter(
            $"PartitionKey eq {pushId} and RowKey ge {"push|"} and RowKey lt {"push}"}"))
        .AnyAsync();

    public Task<ISet<string>> PossiblyTwiceAsync(string pushId, IReadOnlyList<string> users) =>
        ReadAsync(pushId, users, (row, _) =>
        {
            var book = row.ReadOutcomes();
            return Enumerable.Range(0, row.Count).Where(book.IsPossiblyTwice);
        });

    /// <summary>The users of calls that were said to be in the making.</summary>
    public Task<ISet<string>> NamedAsync(string pushId, IReadOnlyList<string> users) =>
        ReadAsync(pushId, users, (row, layout) => row.State != ParcelState.Sending
            ? []
            : row.ReadSent().SelectMany(batch => Enumerable.Range(
                Enumerable.Range(row.FirstBatch, batch - row.FirstBatch).Sum(layout.UsersOf), layout.UsersOf(batch))));

    private async Task<ISet<string>> ReadAsync(
        string pushId, IReadOnlyList<string> users, Func<ParcelRow, PushLayout, IEnumerable<int>> pick)
    {
        var push = (await _pushes.GetEntityAsync<PushRow>(pushId, LedgerKey.Push)).Value;
        var layout = new PushLayout(push.ReadGroups());
        var sorted = users.Order(StringComparer.Ordinal).ToList();
        var picked = new HashSet<string>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {pushId} and PartitionKey lt {pushId + "}"} and RowKey ge {"parcel|"} and RowKey lt {"parcel}"}");
        await foreach (var row in _pushes.QueryAsync<ParcelRow>(filter))
        {
            var first = Enumerable.Range(0, row.FirstBatch).Sum(layout.UsersOf);
            picked.UnionWith(pick(row, layout).Select(user => sorted[first + user]));
        }

        return picked;
    }
}
