namespace AgoraChat.Simulator;

/// <summary>Counts pushes by UTC day and platform.</summary>
internal sealed class StatisticsBook
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<DateOnly, Dictionary<string, PushCounts>> _days = [];

    public void Count(DateTimeOffset at, IEnumerable<(string Platform, bool IsAccepted)> pushes)
    {
        var date = DateOnly.FromDateTime(at.UtcDateTime);
        lock (_gate)
        {
            if (!_days.TryGetValue(date, out var day))
                _days[date] = day = new(StringComparer.Ordinal);
            foreach (var (platform, isAccepted) in pushes)
                day[platform] = day.GetValueOrDefault(platform).With(isAccepted);
        }
    }

    /// <summary>The days that had pushes, both ends included, with their counts by platform.</summary>
    public IReadOnlyList<(DateOnly Date, IReadOnlyDictionary<string, PushCounts> Platforms)> Between(
        DateOnly begin, DateOnly end)
    {
        lock (_gate)
        {
            return [.. _days.Where(day => day.Key >= begin && day.Key <= end)
                .Select(day => (day.Key, (IReadOnlyDictionary<string, PushCounts>)day.Value.ToDictionary()))];
        }
    }

    public void Reset()
    {
        lock (_gate)
            _days.Clear();
    }
}
