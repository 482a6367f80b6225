using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>A message on <c>audience-checks</c>: one step of the check of an uploaded list.</summary>
public sealed record AudienceCheckStep
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>Partition of the audience.</summary>
    public required string Audience { get; init; }

    /// <summary>The version that the list is to become; a step for another one is over.</summary>
    public required string Version { get; init; }

    public string? TraceParent { get; init; }

    public int PutBack { get; init; }
}
