using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The tables of labels, as other programs and a test write and read them.</summary>
internal sealed class LabelTables(string connectionString)
{
    private const int RowsOfTransaction = 100;

    private readonly TableServiceClient _tables = new(connectionString);

    private TableClient Labels => _tables.GetTableClient(TableNames.Labels);

    private TableClient Members => _tables.GetTableClient(TableNames.LabelMembers);

    public Task WantAsync(string label, params IReadOnlyList<string> users) =>
        SubmitAsync(TableTransactionActionType.UpsertReplace, label, users);

    public Task UnwantAsync(string label, params IReadOnlyList<string> users) =>
        SubmitAsync(TableTransactionActionType.Delete, label, users);

    /// <summary>Those who are to have the label, sorted.</summary>
    public Task<IReadOnlyList<string>> WantedAsync(string label) => UsersAsync<LabelMemberRow>(Members, label, _ => true);

    /// <summary>Those who have it as far as the app knows, sorted.</summary>
    public Task<IReadOnlyList<string>> KnownAsync(string label) => UsersAsync<LabelAppliedRow>(
        _tables.GetTableClient(TableNames.LabelApplied), label, row => row.IsMember);

    /// <summary>Who is refused, and why.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RefusedAsync(string label)
    {
        var refused = new Dictionary<string, string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {label}");
        await foreach (var row in _tables.GetTableClient(TableNames.LabelApplied).QueryAsync<LabelAppliedRow>(filter))
        {
            if (row.Refused is { } why) refused[row.RowKey] = why;
        }

        return refused;
    }

    public async Task<LabelRow?> FindAsync(string label)
    {
        var row = await Labels.GetEntityIfExistsAsync<LabelRow>("default", label);
        return row.HasValue ? row.Value : null;
    }

    public Task PutAsync(LabelRow row) => Labels.UpsertEntityAsync(row);

    /// <summary>Says that a label is to go.</summary>
    public Task DeleteAsync(string label) => Labels.UpsertEntityAsync(
        new TableEntity("default", label) { [nameof(LabelRow.DeletedAt)] = TimeProvider.System.GetUtcNow() });

    private async Task SubmitAsync(TableTransactionActionType type, string label, IReadOnlyList<string> users)
    {
        foreach (var chunk in users.Chunk(RowsOfTransaction))
        {
            await Members.SubmitTransactionAsync(
                chunk.Select(user => new TableTransactionAction(type, new TableEntity(label, user))));
        }
    }

    private static async Task<IReadOnlyList<string>> UsersAsync<T>(TableClient table, string label, Func<T, bool> which)
        where T : class, ITableEntity
    {
        var users = new List<string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {label}");
        await foreach (var row in table.QueryAsync<T>(filter))
        {
            if (which(row)) users.Add(row.RowKey);
        }

        return users;
    }
}
