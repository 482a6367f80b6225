using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>A message on <c>callbacks</c>: something that one callback is to be told, with all that takes.</summary>
public sealed record Notice
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The callback's name in the settings, which have its address and secrets.</summary>
    public required string Callback { get; init; }

    public required string PushId { get; init; }

    /// <summary>What happened; the payload's <c>type</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The <c>webhook-id</c>: the same over all tries, and when it is put a second time.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The payload as it is sent, letter by letter.</summary>
    public required string Body { get; init; }

    /// <summary>Tries that have failed.</summary>
    public int Tries { get; init; }

    public string? TraceParent { get; init; }

    public int PutBack { get; init; }
}
