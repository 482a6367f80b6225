using Azure.Data.Tables;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Reads the ledger as a person would who wants to know who may have been told twice.</summary>
internal sealed class Ledger(string connectionString)
{
    private readonly TableClient _pushes = new TableServiceClient(connectionString).GetTableClient(TableNames.Pushes);

    public async Task<ISet<string>> PossiblyTwiceAsync(string pushId, IReadOnlyList<string> users)
    {
        var push = (await _pushes.GetEntityAsync<PushRow>(pushId, LedgerKey.Push)).Value;
        var plan = new PushPlan(push.ReadGroups());
        var sorted = users.Order(StringComparer.Ordinal).ToList();
        var twice = new HashSet<string>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {pushId} and PartitionKey lt {pushId + "}"} and RowKey ge {"parcel|"} and RowKey lt {"parcel}"}");
        await foreach (var row in _pushes.QueryAsync<ParcelRow>(filter))
        {
            var book = row.ReadOutcomes();
            var first = Enumerable.Range(0, row.FirstBatch).Sum(plan.UsersOf);
            twice.UnionWith(Enumerable.Range(0, row.Count).Where(book.IsPossiblyTwice).Select(user => sorted[first + user]));
        }

        return twice;
    }
}
