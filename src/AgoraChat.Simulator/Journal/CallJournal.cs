using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What the far side did: counts of everything, details of the last calls and pushes.</summary>
internal sealed class CallJournal(SimulatorOptions options, TimeProvider time)
{
    private const int MostUsersOfCall = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, EndpointTraffic> _traffic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _pushesOf = new(StringComparer.Ordinal);
    private readonly Queue<SimulatedCall> _calls = [];
    private readonly CallNotes _notes = new(options.NotesKept);
    private readonly Queue<TakenPush> _pushes = [];
    private long _usersSent, _usersRemembered;
    private int _usersSentTwice;
    private int _pushesToAll;

    public SimulatorStats Stats
    {
        get
        {
            lock (_gate)
            {
                var calls = EndpointNames.All.ToDictionary(name => name, name => Traffic(name).Stats);
                var groups = LimitGroup.All.ToDictionary(group => group.Name, group => Traffic(group.Name).Stats);
                return new(calls, _usersSent, _pushesOf.Count, UsersSentTwice(), groups);
            }
        }
    }

    /// <summary>A call came in, whoever it is from.</summary>
    public void Called(Endpoint endpoint)
    {
        lock (_gate)
        {
            foreach (var name in endpoint.LimitNames)
                Traffic(name).Called();
        }
    }

    /// <summary>Its token was good.</summary>
    public void Arrived(Endpoint endpoint)
    {
        lock (_gate)
        {
            foreach (var name in endpoint.LimitNames)
                Traffic(name).Arrived();
        }
    }

    /// <summary>Its push was taken for these users.</summary>
    /// <param name="endpoint">The endpoint that took it.</param>
    /// <param name="at">When it was sent.</param>
    /// <param name="users">Who was accepted.</param>
    /// <param name="message">The message as it came.</param>
    /// <param name="isToAll">Whether it is for all other ids as well, since every id is a user.</param>
    public void Took(
        string endpoint, DateTimeOffset at, IReadOnlyList<string> users, byte[] message, bool isToAll = false)
    {
        lock (_gate)
        {
            foreach (var user in users)
            {
                var count = _pushesOf[user] = _pushesOf.GetValueOrDefault(user) + (isToAll ? 0 : 1);
                if (count == 2 && !isToAll)
                    _usersSentTwice++;
            }

            _usersSent += users.Count;
            _pushesToAll += isToAll ? 1 : 0;
            Remember(new TakenPush(at, endpoint, users, message, isToAll));
        }
    }

    /// <summary>It was answered, or cut off.</summary>
    public void Answered(SimulatedCall call)
    {
        lock (_gate)
        {
            foreach (var name in EndpointTable.Find(call.Endpoint).LimitNames)
                Traffic(name).Answered(call.Status);
            _notes.Add(call);
            _calls.Enqueue(call);
            if (_calls.Count > options.JournalSize)
                _calls.Dequeue();
        }
    }

    /// <summary>The last calls, oldest first.</summary>
    public IReadOnlyList<SimulatedCall> Calls(int limit)
    {
        lock (_gate)
            return [.. _calls.TakeLast(limit)];
    }

    /// <summary>The calls answered after the one of this number, oldest first.</summary>
    public IReadOnlyList<CallNote> Notes(long after, int limit)
    {
        lock (_gate)
            return _notes.After(after, limit);
    }

    public UserPushes PushesTo(string user)
    {
        int count;
        List<TakenPush> pushes;
        lock (_gate)
        {
            count = _pushesOf.GetValueOrDefault(user) + _pushesToAll;
            if (count == 0)
                return new(user, 0, []);
            pushes = [.. _pushes.Where(push => push.IsToAll || push.Users.Contains(user))];
        }

        return new(user, count, [.. pushes.Select(push => push.AsSent())]);
    }

    /// <summary>How often each user was sent a push; users who never were are not known here.</summary>
    /// <param name="prefix">How the ids of the users begin; empty: all users.</param>
    /// <param name="withOnce">Whether those who were told once are named too.</param>
    public ToldUsers Told(string prefix, bool withOnce)
    {
        lock (_gate)
        {
            return ToldUsers.Of(
                _pushesOf.Where(user => user.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(user => (user.Key, user.Value + _pushesToAll)),
                withOnce);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _traffic.Clear();
            _pushesOf.Clear();
            _calls.Clear();
            _notes.Clear();
            _pushes.Clear();
            (_usersSent, _usersSentTwice, _usersRemembered, _pushesToAll) = (0, 0, 0, 0);
        }
    }

    // With pushes to all ids this is a look at each; without them it is counted on the way.
    private int UsersSentTwice() => _pushesToAll == 0
        ? _usersSentTwice
        : _pushesOf.Values.Count(count => count + _pushesToAll >= 2);

    private void Remember(TakenPush push)
    {
        _pushes.Enqueue(push);
        _usersRemembered += push.Users.Count;
        // By users too: a push to everyone is as large as thousands of others.
        while (_pushes.Count > 1
            && (_pushes.Count > options.JournalSize || _usersRemembered > MostUsersOfCall * (long)options.JournalSize))
        {
            _usersRemembered -= _pushes.Dequeue().Users.Count;
        }
    }

    private EndpointTraffic Traffic(string endpoint)
    {
        if (!_traffic.TryGetValue(endpoint, out var traffic))
            _traffic[endpoint] = traffic = new(time);
        return traffic;
    }

    private sealed record TakenPush(
        DateTimeOffset At, string Endpoint, IReadOnlyList<string> Users, byte[] Message, bool IsToAll)
    {
        public SentPush AsSent() => new(At, Endpoint, JsonElement.Parse(Message));
    }
}
