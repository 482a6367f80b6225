namespace AgoraChat.Simulator;

/// <summary>A label with its members, in the order they came. Not thread-safe.</summary>
internal sealed class Label(long id, string name, string? description, DateTimeOffset createdAt)
{
    private readonly Dictionary<string, LabelMember> _byUser = new(StringComparer.Ordinal);
    private readonly List<LabelMember> _members = [];

    public long Id => id;

    public string Name => name;

    public string? Description => description;

    public DateTimeOffset CreatedAt => createdAt;

    public int Count => _members.Count;

    public IEnumerable<string> Users => _members.Select(member => member.User);

    public LabelInfo Info => new(Id, Name, Description, Count, CreatedAt);

    public bool Contains(string user) => _byUser.ContainsKey(user);

    public LabelMember? Member(string user) => _byUser.GetValueOrDefault(user);

    /// <summary>Adds a user who is no member yet.</summary>
    public void Add(LabelMember member)
    {
        _byUser.Add(member.User, member);
        _members.Add(member);
    }

    public void Remove(string user)
    {
        if (_byUser.Remove(user, out var member))
            _members.RemoveAt(_members.BinarySearch(member, LabelMember.ById));
    }

    /// <summary>The members who came after this one.</summary>
    public Page<LabelMember> Page(long? after, int limit)
    {
        var start = 0;
        if (after is { } last)
        {
            var found = _members.BinarySearch(LabelMember.At(last), LabelMember.ById);
            start = found < 0 ? ~found : found + 1;
        }

        var items = _members.GetRange(start, Math.Min(limit, _members.Count - start));
        return new(items, start + items.Count < _members.Count ? items[^1].Id : null);
    }
}
