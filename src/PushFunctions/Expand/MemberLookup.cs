using PushFunctions.Storage;

namespace PushFunctions.Expand;

/// <summary>Opens the labels of a push for reading.</summary>
public sealed class MemberLookup(StorageClients storage, MemberSizes sizes)
{
    private static readonly string[] Columns =
        ["RowKey", nameof(LabelRow.DeletedAt), nameof(LabelRow.DesiredCount)];

    /// <param name="app">Whose labels they are.</param>
    /// <param name="sets">Whom it goes to.</param>
    /// <param name="from">The first id that is wanted; empty: all are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<MemberMerge> OpenAsync(
        string app, MemberSets sets, string from, CancellationToken cancellationToken)
    {
        var labels = sets.Labels;
        var rows = await Task.WhenAll(labels.Select(
            label => storage.Labels.FindAsync<LabelRow>(app, label, Columns, cancellationToken)));
        var known = labels.Zip(rows).ToDictionary(StringComparer.Ordinal);
        return new(OpenAll(sets.Any), OpenAll(sets.All), OpenAll(sets.None), from);

        IReadOnlyList<LabelUsers> OpenAll(IReadOnlyList<string> names) =>
        [
            .. names.Select(label => new LabelUsers(
                storage.LabelMembers, new(app, label), known[label], from, sizes.PageRows, cancellationToken)),
        ];
    }
}
