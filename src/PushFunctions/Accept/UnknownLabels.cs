using Azure.Data.Tables;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>
/// Finds labels that nobody has put and nobody has: they are probably misspelt. An event to those who have them is
/// refused; who has none of them is everybody, which is everyday for a new label, and warned of.
/// </summary>
public sealed class UnknownLabels(StorageClients storage)
{
    private static readonly string[] Columns =
        ["RowKey", nameof(LabelRow.DeletedAt), nameof(LabelRow.CreatedAt), nameof(LabelRow.IsPutAgain)];

    private static readonly string[] Key = ["RowKey", nameof(LabelMemberRow.Timestamp)];

    /// <returns>Why the event is refused, or null, and warnings.</returns>
    public async Task<(Problem? Problem, IReadOnlyList<string> Warnings)> FindAsync(
        string app, MemberSets sets, CancellationToken cancellationToken)
    {
        var unknown = await Task.WhenAll(sets.Labels.Select(
            async label => await IsKnownAsync(app, label, cancellationToken) ? null : label));
        IReadOnlyList<string> names = [.. unknown.OfType<string>()];
        IReadOnlyList<string> needed = [.. names.Where(name => sets.Any.Contains(name) || sets.All.Contains(name))];
        return needed.Count > 0
            ? (MemberProblems.Unknown(app, needed), [])
            : (null, [.. names.Select(Warn)]);
    }

    private static string Warn(string label) =>
        $"Nobody is left out by '{label}': no user has the label, and nobody has put it. Check how it is spelt.";

    private async Task<bool> IsKnownAsync(string app, string label, CancellationToken cancellationToken)
    {
        var row = await storage.Labels.FindAsync<LabelRow>(app, label, Columns, cancellationToken);
        if (row is { CreatedAt: not null, IsDeleted: false } or { IsPutAgain: true }) return true;
        var members = storage.LabelMembers.QueryAsync<LabelMemberRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {LabelPartition.Of(app, label)}"),
            row is null ? 1 : null, Key, cancellationToken);
        await foreach (var member in members)
        {
            // Members of a label that is to go may be put again, and are a new label of that name.
            if (!(member.Timestamp <= row?.DeletedAt)) return true;
        }

        return false;
    }
}
