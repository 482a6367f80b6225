namespace PushFunctions.Dev.Chaos;

/// <summary>How much goes wrong in a plan, and in which time.</summary>
internal sealed record ChaosShape
{
    /// <summary>Under a minute, with its start and end.</summary>
    public static readonly ChaosShape Short = new()
    {
        Length = TimeSpan.FromSeconds(10), Pushes = 8, Kills = 2, Illnesses = 3,
        LongestIllness = TimeSpan.FromSeconds(4), LongestAway = TimeSpan.FromSeconds(4),
    };

    /// <summary>A minute or two.</summary>
    public static readonly ChaosShape Full = new()
    {
        Length = TimeSpan.FromSeconds(40), Pushes = 60, Kills = 6, Illnesses = 8,
        LongestIllness = TimeSpan.FromSeconds(10), LongestAway = TimeSpan.FromSeconds(60),
    };

    /// <summary>From the first event to the beginning of the last fault, at most.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Events that are posted in that time.</summary>
    public required int Pushes { get; init; }

    /// <summary>Hosts that are killed in that time.</summary>
    public required int Kills { get; init; }

    /// <summary>How often the far side falls ill.</summary>
    public required int Illnesses { get; init; }

    public required TimeSpan LongestIllness { get; init; }

    public required TimeSpan LongestAway { get; init; }

    /// <summary>The same events, while nothing goes wrong.</summary>
    public bool IsCalm { get; init; }
}
