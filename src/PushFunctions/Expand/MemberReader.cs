using PushFunctions.Storage;

namespace PushFunctions.Expand;

/// <summary>Opens the labels of a push for reading.</summary>
public sealed class MemberReader(StorageClients storage, MemberSizes sizes)
{
    /// <param name="app">Whose labels they are.</param>
    /// <param name="sets">Whom it goes to.</param>
    /// <param name="from">The first id that is wanted; empty: all are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public MemberMerge Open(string app, MemberSets sets, string from, CancellationToken cancellationToken)
    {
        return new(OpenAll(sets.Any), OpenAll(sets.All), OpenAll(sets.None), from);

        IReadOnlyList<LabelUsers> OpenAll(IReadOnlyList<string> labels) =>
        [
            .. labels.Select(label => new LabelUsers(
                storage.LabelMembers, new(app, label), from, sizes.PageRows, cancellationToken)),
        ];
    }
}
