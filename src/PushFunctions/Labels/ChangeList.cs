using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>A label's changes while they are few.</summary>
internal sealed class ChangeList
{
    /// <summary>Most users that one message lists.</summary>
    public const int Most = 500;

    private readonly List<string> _adds = [];
    private readonly List<long> _versions = [];
    private readonly List<string> _removes = [];
    private readonly List<string> _forgets = [];
    private DateTimeOffset? _readAt;

    public int Count => _adds.Count + _removes.Count + _forgets.Count;

    public int Removes => _removes.Count;

    public void Add(JoinedUser user)
    {
        if (_readAt is null || user.ReadAt < _readAt) _readAt = user.ReadAt;
        switch (user.Change)
        {
            case MembershipChange.Add:
                _adds.Add(user.User);
                _versions.Add(user.Version);
                break;
            case MembershipChange.Remove:
                _removes.Add(user.User);
                break;
            case MembershipChange.Forget:
                _forgets.Add(user.User);
                break;
        }
    }

    /// <param name="now">How old it is when there is nothing in it.</param>
    public LabelChanges ToChanges(DateTimeOffset now) => new()
    {
        Adds = _adds, Versions = _versions, Removes = _removes, Forgets = _forgets, ReadAt = _readAt ?? now,
    };
}
