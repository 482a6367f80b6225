using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Finds labels that nobody has put and nobody has: they are probably misspelt.</summary>
public sealed class UnknownLabels(StorageClients storage)
{
    private static readonly string[] Columns = ["RowKey", nameof(LabelRow.DeletedAt), nameof(LabelRow.CreatedAt)];
    private static readonly string[] Key = ["RowKey"];

    /// <returns>A warning, or none.</returns>
    public async Task<IReadOnlyList<string>> WarnAsync(
        string app, MemberSets sets, CancellationToken cancellationToken)
    {
        var unknown = await Task.WhenAll(sets.Labels.Select(
            async label => await IsKnownAsync(app, label, cancellationToken) ? null : label));
        IReadOnlyList<string> names = [.. unknown.OfType<string>().Select(label => $"'{label}'")];
        return names switch
        {
            [] => [],
            [var one] => [$"No user has the label {one}, and nobody has put it: check how it is spelt."],
            _ =>
            [
                $"No user has the labels {string.Join(", ", names)}, and nobody has put them: check how they are "
                + "spelt.",
            ],
        };
    }

    private async Task<bool> IsKnownAsync(string app, string label, CancellationToken cancellationToken)
    {
        var row = await storage.Labels.FindAsync<LabelRow>(app, label, Columns, cancellationToken);
        if (row is { CreatedAt: not null, IsDeleted: false }) return true;
        var members = storage.LabelMembers.QueryAsync<LabelMemberRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {LabelPartition.Of(app, label)}"),
            maxPerPage: 1, Key, cancellationToken);
        await foreach (var _ in members) return true;
        return false;
    }
}
