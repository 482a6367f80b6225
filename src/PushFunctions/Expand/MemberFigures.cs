namespace PushFunctions.Expand;

/// <summary>How many users some labels choose.</summary>
/// <param name="Users">So many.</param>
/// <param name="Bytes">Of their ids, each with its line's end.</param>
/// <param name="Requests">Requests to storage that looking them all up takes.</param>
/// <param name="Precision">How far this is to be trusted.</param>
public sealed record MemberFigures(int Users, long Bytes, int Requests, MemberPrecision Precision)
{
    /// <summary>Where nobody has looked at ids, they are taken to be so long.</summary>
    private const int LineBytes = 20;

    /// <summary>Of who has all of some labels, by how many users each of them had.</summary>
    public static MemberFigures OfAll(IReadOnlyList<int> counts)
    {
        var users = counts.Min();
        return new(
            users,
            (long)users * LineBytes,
            counts.Sum(count => count / MemberSizes.Default.PageRows + 1),
            counts.Count == 1 ? MemberPrecision.Estimated : MemberPrecision.AtMost);
    }
}
