namespace AgoraChat.Simulator;

/// <summary>The labels and who is in them.</summary>
internal sealed class LabelBook(SwitchBook switches, TimeProvider time)
{
    // That of the documents' cursor: ids are above what a double holds.
    private const long FirstId = 959_153_003_884_138_027;

    private readonly Lock _gate = new();
    private readonly List<Label> _labels = [];
    private long _nextId = FirstId;

    /// <returns>The new label, or the refusal.</returns>
    public Checked<LabelInfo> Create(string name, string? description)
    {
        lock (_gate)
        {
            if (Find(name) is { } old)
                return new Checked<LabelInfo>.Refused(FarSideError.Duplicate($"push label {old.Name} already exists"));
            if (_labels.Count >= switches.Current.MaxLabels)
                return new Checked<LabelInfo>.Refused(FarSideError.QuantityLimit);

            var label = new Label(_nextId++, name, description, time.GetUtcNow());
            _labels.Add(label);
            return new Checked<LabelInfo>.Good(label.Info);
        }
    }

    public LabelInfo? Get(string name)
    {
        lock (_gate)
            return Find(name)?.Info;
    }

    /// <summary>The label with its members; null when there is none.</summary>
    public LabelState? State(string name)
    {
        lock (_gate)
        {
            return Find(name) is { } label
                ? new(label.Name, label.Description, label.CreatedAt, [.. label.Users])
                : null;
        }
    }

    /// <summary>The labels older than this one, the newest first.</summary>
    public Page<LabelInfo> List(long? before, int limit)
    {
        lock (_gate)
        {
            var older = _labels.AsEnumerable().Reverse().Where(label => before is null || label.Id < before).ToList();
            var items = older.Take(limit).Select(label => label.Info).ToList();
            return new(items, older.Count > items.Count ? items[^1].Id : null);
        }
    }

    public bool Delete(string name)
    {
        lock (_gate)
            return Find(name) is { } label && _labels.Remove(label);
    }

    /// <summary>Adds users as far as there is room; a member stays one.</summary>
    /// <returns>The users there was no room for; null when there is no such label.</returns>
    public IReadOnlyList<string>? Add(string name, IReadOnlyList<string> users)
    {
        var (most, isAllOrNone) = (switches.Current.MaxMembersPerLabel, !switches.Current.LabelOverflowFailsUsers);
        lock (_gate)
        {
            if (Find(name) is not { } label)
                return null;

            var strangers = users.Where(user => !label.Contains(user)).ToList();
            var room = Math.Max(0, most - label.Count);
            if (strangers.Count > room && isAllOrNone)
                return strangers;

            var now = time.GetUtcNow();
            foreach (var user in strangers.Take(room))
                label.Add(new(_nextId++, user, now));
            return strangers.Skip(room).ToList();
        }
    }

    /// <returns>False when there is no such label.</returns>
    public bool Remove(string name, IReadOnlyList<string> users)
    {
        lock (_gate)
        {
            if (Find(name) is not { } label)
                return false;
            foreach (var user in users)
                label.Remove(user);
            return true;
        }
    }

    /// <returns>Whether the label exists, and the user in it if so.</returns>
    public (bool IsLabel, LabelMember? Member) FindMember(string name, string user)
    {
        lock (_gate)
        {
            var label = Find(name);
            return (label is not null, label?.Member(user));
        }
    }

    /// <summary>Members who came after this one; null when there is no such label.</summary>
    public Page<LabelMember>? Members(string name, long? after, int limit)
    {
        lock (_gate)
            return Find(name)?.Page(after, limit);
    }

    /// <summary>The users who are in all of these labels; a label that is gone has none.</summary>
    public IReadOnlyList<string> InAll(IReadOnlyList<string> names)
    {
        lock (_gate)
        {
            var labels = names.Select(Find).OfType<Label>().OrderBy(label => label.Count).ToList();
            return labels.Count < names.Count
                ? []
                : [.. labels[0].Users.Where(user => labels.TrueForAll(label => label.Contains(user)))];
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _labels.Clear();
            _nextId = FirstId;
        }
    }

    private Label? Find(string name)
    {
        var comparison = switches.Current.LabelNamesIgnoreCase
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;
        return _labels.Find(label => string.Equals(label.Name, name, comparison));
    }
}
