using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Problems;

namespace PushFunctions.Manage;

/// <summary>The mappings that an app's events may use, by type.</summary>
public sealed record MappingList(IReadOnlyList<MappingEntry> Mappings);

/// <summary>One of them.</summary>
/// <param name="From"><c>stored</c> for one that was put, <c>file</c> for one that came with the app.</param>
/// <param name="Etag">Of one that was put: its version, as in <c>ETag</c>.</param>
/// <param name="ChangedAt">Of one that was put: when.</param>
/// <param name="HidesFile">Of one that was put: whether a file of the same type lies under it.</param>
public sealed record MappingEntry(
    string Type, string From, string? Etag = null, DateTimeOffset? ChangedAt = null, bool? HidesFile = null);

[JsonSerializable(typeof(MappingList))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MappingsJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static MappingsJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
