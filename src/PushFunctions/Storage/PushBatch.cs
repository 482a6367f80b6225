using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>The users who share one call. A batch that exists is a batch the far side will take.</summary>
public sealed record PushBatch
{
    /// <summary>Most users one call may name.</summary>
    public const int MaxUsers = 100;

    /// <summary>Position among the push's batches (of a retry parcel: among its own), from 0.</summary>
    public required int No { get; init; }

    /// <summary>Index of the batch's message in <see cref="Parcel.Messages"/>.</summary>
    [JsonPropertyName("m")]
    public required int Message { get; init; }

    public required IReadOnlyList<string> Users
    {
        get;
        init => field = value.Count is > 0 and <= MaxUsers
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value.Count, $"A batch names 1 to {MaxUsers} users.");
    }
}
