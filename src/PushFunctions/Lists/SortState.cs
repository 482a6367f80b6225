namespace PushFunctions.Lists;

/// <summary>How far the sorting of a list is: all that is needed to go on elsewhere.</summary>
public sealed class SortState
{
    /// <summary>Most refused lines that are named.</summary>
    public const int MostNamed = 100;

    /// <summary>Where in the unpacked text the next line begins.</summary>
    public long Position { get; set; }

    /// <summary>Lines that were read.</summary>
    public int Lines { get; set; }

    public int RefusedCount { get; set; }

    /// <summary>The first of them.</summary>
    public List<RefusedLine> Refused { get; init; } = [];

    /// <summary>All lines are in runs.</summary>
    public bool IsRead { get; set; }

    public List<Run> Runs { get; init; } = [];

    /// <summary>How far the merge is; null: it has not begun.</summary>
    public MergeState? Merge { get; set; }

    /// <summary>Lines that were there before, in a list of <paramref name="count"/>.</summary>
    public int DuplicatesBeside(int count) => Lines - RefusedCount - count;

    public void Refuse(string reason)
    {
        RefusedCount++;
        if (Refused.Count < MostNamed) Refused.Add(new(Lines, reason));
    }
}

/// <summary>How far a merge is.</summary>
/// <param name="Blob">What it writes.</param>
/// <param name="Offsets">Where in each run it goes on.</param>
/// <param name="Blocks">The blocks that are written.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Count">Their lines.</param>
public sealed record MergeState(
    string Blob, IReadOnlyList<long> Offsets, IReadOnlyList<string> Blocks, long Bytes, int Count);
