using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>A message on <c>preferences</c>: one step of setting the preferences of many users.</summary>
public sealed record PreferenceStep
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The job's id.</summary>
    public required string Job { get; init; }

    /// <summary>The number of the step; one of a job that has moved on is over.</summary>
    public required int Step { get; init; }

    public string? TraceParent { get; init; }

    public int PutBack { get; init; }
}
