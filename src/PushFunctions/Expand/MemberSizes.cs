namespace PushFunctions.Expand;

/// <summary>How much is looked up at once. Not settings: the values belong together, see docs/decisions/0012.</summary>
public sealed record MemberSizes
{
    public static MemberSizes Default { get; } = new();

    /// <summary>Rows of a label that one request reads; storage gives no more.</summary>
    public int PageRows { get; init; } = 1_000;

    /// <summary>
    /// Users who are written at once: what is appended to a blob has at most 4 MiB, and 50,000 parts make the list of
    /// a push.
    /// </summary>
    public int PartUsers { get; init; } = 20_000;

    /// <summary>A step that has somebody to feed looks no longer for more; its calls have their time.</summary>
    public TimeSpan FillTime { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// A step that has nobody looks no longer: less than it takes until somebody thinks that it is lost.
    /// </summary>
    public TimeSpan SearchTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a step looks up ahead takes no longer; the next one goes on.</summary>
    public TimeSpan AheadTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>It ends so long before the push's next step is due.</summary>
    public TimeSpan AheadLead { get; init; } = TimeSpan.FromSeconds(1);
}
