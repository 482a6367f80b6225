using System.Security.Cryptography;
using System.Text;

namespace AgoraChat.Simulator;

/// <summary>The users that exist: the registered ones, or, by the switch, all whom anybody asks for.</summary>
internal sealed class UserBook(SwitchBook switches, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FarSideUser> _users = new(StringComparer.Ordinal);

    /// <summary>The ids of all users who were registered or asked for; a mere push makes nobody known.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
                return [.. _users.Keys];
        }
    }

    public bool Exists(string name)
    {
        if (!switches.Current.OnlyRegisteredUsers)
            return true;
        lock (_gate)
            return _users.ContainsKey(name);
    }

    /// <summary>What a user's device is pushed through, also of one whom nobody knows.</summary>
    public string PlatformOf(string name)
    {
        lock (_gate)
            return _users.TryGetValue(name, out var user) ? user.Platform : PushPlatforms.Android;
    }

    /// <summary>The user; null when there is none.</summary>
    public FarSideUser? Find(string name) => Change(name, user => user);

    /// <summary>The user, whom this does not make known; null when there is none.</summary>
    public FarSideUser? Look(string name)
    {
        lock (_gate)
        {
            if (_users.TryGetValue(name, out var user))
                return user;
        }

        return switches.Current.OnlyRegisteredUsers ? null : New(name);
    }

    /// <summary>Changes a user who exists.</summary>
    /// <returns>The user as changed; null when there is none.</returns>
    public FarSideUser? Change(string name, Func<FarSideUser, FarSideUser> change)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(name, out var user))
            {
                if (switches.Current.OnlyRegisteredUsers)
                    return null;
                user = New(name);
            }

            return _users[name] = change(user);
        }
    }

    /// <summary>Makes users known, whom a push to everyone then reaches.</summary>
    public void Remember(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            Find(name);
    }

    /// <returns>The new user; null when the name is taken.</returns>
    public FarSideUser? Register(string name)
    {
        lock (_gate)
        {
            var user = New(name);
            return _users.TryAdd(name, user) ? user : null;
        }
    }

    /// <summary>Registers a user who does not exist yet, and changes them.</summary>
    public FarSideUser Set(string name, Func<FarSideUser, FarSideUser> change)
    {
        lock (_gate)
            return _users[name] = change(_users.GetValueOrDefault(name) ?? New(name));
    }

    /// <summary>Deletes what users set of the advanced push features.</summary>
    public void ForgetAdvancedPush()
    {
        lock (_gate)
        {
            foreach (var (name, user) in _users.Where(pair => pair.Value.HasAdvancedPush).ToList())
                _users[name] = user with { Notifications = user.Notifications.Clear(), Template = "" };
        }
    }

    public void Reset()
    {
        lock (_gate)
            _users.Clear();
    }

    private FarSideUser New(string name)
    {
        var now = time.GetUtcNow();
        // By the name, so that a user keeps the id over a reset.
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        return new() { Name = name, Id = id, CreatedAt = now, ModifiedAt = now };
    }
}
