using AgoraChat.Push;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Users who wait until there are enough of them for a full call.</summary>
internal sealed class OpenBatches
{
    private readonly Dictionary<MembershipChange, (List<JoinedUser> Users, LabelCounts Before)> _open = [];

    /// <summary>What is open; removals first, which make room.</summary>
    public IEnumerable<ChangeBatch> Rest =>
        _open.OrderBy(batch => batch.Key == MembershipChange.Add).Select(batch => Batch(batch.Key));

    /// <returns>The batch, when it is full now.</returns>
    public ChangeBatch? Add(JoinedUser user, LabelCounts before)
    {
        if (!_open.TryGetValue(user.Change, out var batch)) _open[user.Change] = batch = ([], before);
        batch.Users.Add(user);
        if (batch.Users.Count < LabelsClient.MaxUsers) return null;
        var full = Batch(user.Change);
        _open.Remove(user.Change);
        return full;
    }

    private ChangeBatch Batch(MembershipChange change) =>
        new(change, _open[change].Before) { Users = _open[change].Users };
}
