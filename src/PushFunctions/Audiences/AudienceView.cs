using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Lists;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>An audience as it is shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">
/// <c>checking</c> while an upload is checked, else <c>ready</c> when there is a list, else <c>failed</c>.
/// </param>
/// <param name="Count">Users on the list in use; absent while there is none, like all that is said of it.</param>
/// <param name="Duplicates">Lines that were there before.</param>
/// <param name="RefusedCount">Lines that are no user ids.</param>
/// <param name="Refused">The first of them.</param>
/// <param name="ChangedAt">Since when the list is in use.</param>
/// <param name="Check">The upload that is checked, or was checked in vain.</param>
public sealed record AudienceView(
    string Name,
    int? Count,
    int? Duplicates,
    int? RefusedCount,
    IReadOnlyList<RefusedLine>? Refused,
    string State,
    DateTimeOffset? ChangedAt,
    CheckView? Check)
{
    public static AudienceView Of(AudienceRow row) => row.Version is null
        ? new(row.Name, null, null, null, null, StateOf(row), null, CheckView.Of(row))
        : new(
            row.Name, row.Count, row.Duplicates, row.RefusedCount, ReadRefused(row), StateOf(row), row.Changed,
            CheckView.Of(row));

    public static string StateOf(AudienceRow row) =>
        row.IsChecking ? "checking" : row.Version is null ? "failed" : "ready";

    private static IReadOnlyList<RefusedLine> ReadRefused(AudienceRow row) => row.Refused is { } json
        ? JsonSerializer.Deserialize(json, AudienceJson.Relaxed.IReadOnlyListRefusedLine)!
        : [];
}

/// <summary>How the check of an upload stands.</summary>
/// <param name="State"><c>checking</c> or <c>failed</c>.</param>
/// <param name="StartedAt">When it was committed.</param>
/// <param name="Bytes">What was uploaded.</param>
/// <param name="LinesRead">Lines that are read and checked.</param>
/// <param name="LinesMerged">Users of the new list that are written; absent while lines are read.</param>
/// <param name="Code">Why it failed: a code of <c>docs/errors.md</c>.</param>
/// <param name="Reason">What to do then.</param>
public sealed record CheckView(
    string State, DateTimeOffset StartedAt, long Bytes, int LinesRead, int? LinesMerged, string? Code, string? Reason)
{
    public static CheckView? Of(AudienceRow row)
    {
        if (row.CheckVersion is null) return null;
        var check = AudienceCheck.Read(row);
        return new(
            row.IsChecking ? "checking" : "failed", row.CheckBegan!.Value, check.Bytes, check.Sort.Lines,
            check.Sort.Merge?.Count, row.CheckCode, row.CheckReason);
    }
}

/// <summary>A page of an app's audiences, by name.</summary>
public sealed record AudienceList(IReadOnlyList<AudienceEntry> Audiences, string? Cursor);

/// <summary>One of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">As in <see cref="AudienceView"/>.</param>
/// <param name="Count">Users on the list in use.</param>
/// <param name="Etag">Its version, as in <c>ETag</c>.</param>
/// <param name="ChangedAt">Since when it is in use.</param>
public sealed record AudienceEntry(string Name, string State, int? Count, string? Etag, DateTimeOffset? ChangedAt);

/// <summary>Where a list can be uploaded to.</summary>
/// <param name="Url">Where to <c>PUT</c> a block blob; whoever has it can write this one blob.</param>
/// <param name="Method">The method.</param>
/// <param name="Headers">What to send with it.</param>
/// <param name="ExpiresAt">Until when it can be written.</param>
/// <param name="CommitUrl">What to <c>POST</c> then.</param>
public sealed record UploadView(
    string Url, string Method, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt, string CommitUrl);

[JsonSerializable(typeof(AudienceView))]
[JsonSerializable(typeof(AudienceList))]
[JsonSerializable(typeof(UploadView))]
[JsonSerializable(typeof(AudienceCheck))]
[JsonSerializable(typeof(IReadOnlyList<RefusedLine>))]
internal sealed partial class AudienceJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static AudienceJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
