using System.Text.Json;

namespace PushFunctions.Storage;

/// <summary>
/// The groups of pushes: in the push's row where they are small, else in a blob beside its list of users. Such a blob
/// never changes, so the last few are kept: every step of a push needs its groups.
/// </summary>
public sealed class GroupLists(PushBlobs blobs)
{
    /// <summary>Most bytes of groups in a row; the row is written again with each step.</summary>
    public const int MaxInRow = 32 * 1024;

    /// <summary>Blobs that are kept; each has a few megabytes.</summary>
    private const int MostKept = 8;

    private readonly Lock _gate = new();
    private readonly List<(string Blob, IReadOnlyList<PushGroup> Groups)> _kept = [];

    /// <summary>Puts the groups into the row of a push that is about to be written, or into a blob.</summary>
    public async Task WriteAsync(PushRow push, IReadOnlyList<PushGroup> groups, CancellationToken cancellationToken)
    {
        var json = Serialize(groups);
        if (json.Length <= MaxInRow) push.Groups = json;
        else push.GroupsBlob = await blobs.WriteOnceAsync(push.PushId, json, cancellationToken);
    }

    /// <summary>Whether groups lie in the push's row.</summary>
    public static bool FitInRow(IReadOnlyList<PushGroup> groups) => Serialize(groups).Length <= MaxInRow;

    /// <summary>The groups of a push as it is; that of a list that grows has the users who are on it.</summary>
    public async Task<IReadOnlyList<PushGroup>> ReadAsync(PushRow push, CancellationToken cancellationToken)
    {
        var groups = await ReadWrittenAsync(push, cancellationToken);
        return push.Members is null ? groups : [groups[0] with { Users = push.Targets }];
    }

    private async Task<IReadOnlyList<PushGroup>> ReadWrittenAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.GroupsBlob is not { } blob) return push.ReadGroups();
        if (FindKept(blob) is { } kept) return kept;
        var json = await blobs.ReadAsync(blob, cancellationToken);
        var groups = JsonSerializer.Deserialize(json, StorageJson.Relaxed.IReadOnlyListPushGroup)!;
        Keep(blob, groups);
        return groups;
    }

    private static byte[] Serialize(IReadOnlyList<PushGroup> groups) =>
        JsonSerializer.SerializeToUtf8Bytes(groups, StorageJson.Relaxed.IReadOnlyListPushGroup);

    private IReadOnlyList<PushGroup>? FindKept(string blob)
    {
        lock (_gate) return _kept.Find(kept => kept.Blob == blob).Groups;
    }

    private void Keep(string blob, IReadOnlyList<PushGroup> groups)
    {
        lock (_gate)
        {
            if (_kept.Exists(kept => kept.Blob == blob)) return;
            if (_kept.Count == MostKept) _kept.RemoveAt(0);
            _kept.Add((blob, groups));
        }
    }
}
