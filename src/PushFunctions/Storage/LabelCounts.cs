using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>What was counted of a label's rows up to some user.</summary>
public readonly record struct LabelCounts
{
    private const int MostNamed = 5;

    public LabelCounts()
    {
    }

    /// <summary>Users who are to have the label, within the limit.</summary>
    public int Desired { get; init; }

    /// <summary>Users who are to have it, beyond the limit.</summary>
    public int OverLimit { get; init; }

    /// <summary>Users who have it at the far side and keep it, or just got it.</summary>
    public int Members { get; init; }

    /// <summary>Users whose change is refused, and not tried now.</summary>
    public int Refused { get; init; }

    /// <summary>Changes that were found.</summary>
    public int Changes { get; init; }

    /// <summary>Rows that name nobody who could be a user.</summary>
    public int BadKeys { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> BadKeysNamed { get; init; } = [];

    /// <summary>All whom somebody wants to have the label.</summary>
    [JsonIgnore]
    public int Wanted => Desired + OverLimit;

    public LabelCounts WithBadKey(string key) => this with
    {
        BadKeys = BadKeys + 1,
        BadKeysNamed = BadKeysNamed.Count < MostNamed ? [.. BadKeysNamed, key] : BadKeysNamed,
    };
}
