using System.Text.Json;
using PushFunctions.Lists;
using PushFunctions.Manage;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>What is checked, and how far it is: the checkpoint in the audience's row.</summary>
/// <param name="Blob">The uploaded blob.</param>
/// <param name="ETag">What it was when it was committed; nothing else is read.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Match">What the list that is replaced must be, as the commit said; null: anything.</param>
/// <param name="NoneMatch">What it must not be.</param>
/// <param name="IsPacked">Whether it is packed; null: nobody has looked yet.</param>
/// <param name="Sort">How far it is.</param>
public sealed record AudienceCheck(
    string Blob,
    string ETag,
    long Bytes,
    IReadOnlyList<string>? Match,
    IReadOnlyList<string>? NoneMatch,
    bool? IsPacked,
    SortState Sort)
{
    /// <summary>Looked at again at the end: much can happen in between.</summary>
    public MappingCondition Condition => new(Match, NoneMatch);

    public static AudienceCheck Read(AudienceRow row) =>
        JsonSerializer.Deserialize(row.Check, AudienceJson.Relaxed.AudienceCheck)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, AudienceJson.Relaxed.AudienceCheck);
}
