namespace AgoraChat.Simulator;

/// <summary>How many users were told how often since the last reset, and who more than once.</summary>
/// <param name="Users">How many were told at all.</param>
/// <param name="ByTimes">How many of them so often: once, twice, …</param>
/// <param name="MoreThanOnce">Those who were told more than once, and how often.</param>
/// <param name="Once">Those who were told once; null when they were not asked for.</param>
public sealed record ToldUsers(
    int Users,
    IReadOnlyDictionary<int, int> ByTimes,
    IReadOnlyDictionary<string, int> MoreThanOnce,
    IReadOnlyList<string>? Once = null)
{
    internal static ToldUsers Of(IEnumerable<(string User, int Times)> told, bool withOnce)
    {
        var byTimes = new SortedDictionary<int, int>();
        var moreThanOnce = new SortedDictionary<string, int>(StringComparer.Ordinal);
        List<string>? once = withOnce ? [] : null;
        foreach (var (user, times) in told.Where(each => each.Times > 0))
        {
            byTimes[times] = byTimes.GetValueOrDefault(times) + 1;
            if (times > 1)
                moreThanOnce[user] = times;
            else
                once?.Add(user);
        }

        once?.Sort(StringComparer.Ordinal);
        return new(byTimes.Values.Sum(), byTimes, moreThanOnce, once);
    }
}
