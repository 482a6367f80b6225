namespace AgoraChat.Simulator;

/// <summary>How many calls pass; a window that is left out is not limited.</summary>
public sealed record CallLimit
{
    /// <summary>In any second.</summary>
    public int? CallsPerSecond { get; init; }

    /// <summary>In any ten seconds.</summary>
    public int? CallsPerTenSeconds { get; init; }

    /// <summary>In any 60 seconds.</summary>
    public int? CallsPerMinute { get; init; }

    /// <summary>From midnight to midnight, UTC.</summary>
    public int? CallsPerDay { get; init; }

    internal static CallLimit PerSecond(int calls) => new() { CallsPerSecond = calls };

    internal static CallLimit PerMinute(int calls) => new() { CallsPerMinute = calls };

    /// <summary>What is wrong with it, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, int? Calls)[] windows =
        [
            ("callsPerSecond", CallsPerSecond),
            ("callsPerTenSeconds", CallsPerTenSeconds),
            ("callsPerMinute", CallsPerMinute),
            ("callsPerDay", CallsPerDay),
        ];
        if (windows.All(window => window.Calls is null))
            yield return $"The limit is empty; set some of: {string.Join(", ", windows.Select(each => each.Name))}.";
        foreach (var (name, calls) in windows.Where(window => window.Calls < 0))
            yield return $"{name} is {calls}; 0 (nothing passes) or more is allowed.";
    }
}
