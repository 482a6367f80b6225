namespace PushFunctions.Lists;

/// <summary>How much of a list is in memory at once. The defaults sort 650 MB within 64 MB.</summary>
public sealed record SortSizes
{
    /// <summary>Longest line that is kept: an id and its line's end.</summary>
    public const int MaxLine = 65;

    public static SortSizes Default { get; } = new();

    /// <summary>Bytes of lines that are sorted at once.</summary>
    public int ChunkBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Lines that are sorted at once; each takes 8 bytes more.</summary>
    public int ChunkLines { get; init; } = 512 * 1024;

    /// <summary>Bytes of a block of a blob.</summary>
    public int BlockBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes that are read at once of each run that is merged.</summary>
    public int ReadBytes { get; init; } = 512 * 1024;
}
