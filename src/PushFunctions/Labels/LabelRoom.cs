using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// How many more labels each app may have. A label that is there stays; of others those that come first get the room.
/// </summary>
internal sealed class LabelRoom(IEnumerable<LabelRow> rows, int maxLabels)
{
    private readonly Dictionary<string, int> _there = rows.Where(row => row.IsThere)
        .CountBy(row => row.PartitionKey, StringComparer.Ordinal)
        .ToDictionary(app => app.Key, app => app.Value, StringComparer.Ordinal);

    /// <returns>Whether there is room for a label that the app does not have yet; it is taken.</returns>
    public bool TryTake(string app)
    {
        var there = _there.GetValueOrDefault(app);
        if (there >= maxLabels) return false;
        _there[app] = there + 1;
        return true;
    }

    /// <summary>The label that took room needs none.</summary>
    public void GiveBack(string app) => _there[app]--;
}
