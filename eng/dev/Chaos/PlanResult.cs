namespace PushFunctions.Dev.Chaos;

/// <summary>What became of the users of one plan.</summary>
internal sealed record PlanResult
{
    public required int Seed { get; init; }

    public required int Users { get; init; }

    /// <summary>Users by outcome, as the bridge says.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>Users whom the far side told more than once.</summary>
    public required int Twice { get; init; }

    /// <summary>Users of whom the bridge says that it may have happened.</summary>
    public required int PossiblyTwice { get; init; }

    /// <summary>Hosts that were killed.</summary>
    public required int Kills { get; init; }

    /// <summary>From the end of the last fault until the last user had an outcome.</summary>
    public required double SecondsToEnd { get; init; }

    public required IReadOnlyList<Discrepancy> Discrepancies { get; init; }

    public int UsersWith(DiscrepancyKind kind) =>
        Discrepancies.Where(each => each.Kind == kind).Sum(each => each.Users);

    public override string ToString() =>
        $"seed {Seed}: {Users:N0} users ({string.Join(", ", Counts.Where(count => count.Value > 0).Select(count => $"{count.Value:N0} {count.Key}"))}), "
        + $"{Kills} kills, {Twice:N0} told twice of {PossiblyTwice:N0} who may have been, "
        + $"{SecondsToEnd:0} s from the last fault to the end, {Discrepancies.Count} discrepancies";
}
