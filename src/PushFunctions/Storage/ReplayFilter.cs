using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>Which users of a push are replayed. An accepted user never is.</summary>
public sealed record ReplayFilter
{
    /// <summary>Most users that may be named: they lie in the push's row, which each step writes again.</summary>
    public const int MaxUsers = 100;

    /// <summary>What its dead letters are of: those who were given up, and those of refused calls.</summary>
    public static ReplayFilter OfDeadLetters { get; } = new() { Ends = [ReplayEnd.Dead, ReplayEnd.Refused] };

    /// <summary>How they have ended.</summary>
    public required IReadOnlyList<ReplayEnd> Ends { get; init; }

    /// <summary>These alone; null: all who have ended so.</summary>
    public IReadOnlyList<string>? Users { get; init; }

    /// <summary>The counts in which such users are.</summary>
    [JsonIgnore]
    public IReadOnlyList<UserOutcome> Outcomes => [.. Ends.Select(OutcomeOf).Distinct()];

    /// <summary>Whether all users of these counts are meant, so that the counts tell how many they are.</summary>
    [JsonIgnore]
    public bool IsOfCounts => Users is null && (!Ends.Contains(ReplayEnd.Refused) || Ends.Contains(ReplayEnd.Failed));

    /// <summary>
    /// Whether it is also of those whom no step had fed when the push was given up; nobody has named them.
    /// </summary>
    public bool IsOfUnfed(PushRow push) =>
        push is { CutAt: not null, CutAs: UserOutcome.Dead } && Users is null && Ends.Contains(ReplayEnd.Dead);

    public bool Holds(string user, UserEntry entry) =>
        Ends.Any(end => OutcomeOf(end) == entry.Outcome
            && (end != ReplayEnd.Refused || entry.Status == OwnStatus.Refused))
        && Users?.Contains(user, StringComparer.Ordinal) != false;

    private static UserOutcome OutcomeOf(ReplayEnd end) => end switch
    {
        ReplayEnd.Dead => UserOutcome.Dead,
        ReplayEnd.Unknown => UserOutcome.Unknown,
        _ => UserOutcome.Failed,
    };
}

/// <summary>How a user has ended who may be replayed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplayEnd>))]
public enum ReplayEnd
{
    /// <summary>Given up after the last try.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead,

    /// <summary>Failed since the call was refused as a whole.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>Failed, whatever was said.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Perhaps told, perhaps not: only a person may decide to send again.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
