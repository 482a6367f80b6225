using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What the far side did: counts of everything, details of the last calls and pushes.</summary>
internal sealed class CallJournal(SimulatorOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EndpointTraffic> _traffic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _pushesOf = new(StringComparer.Ordinal);
    private readonly Queue<SimulatedCall> _calls = [];
    private readonly Queue<TakenPush> _pushes = [];
    private long _usersSent;
    private int _usersSentTwice;

    public SimulatorStats Stats
    {
        get
        {
            lock (_gate)
            {
                var calls = EndpointNames.All.ToDictionary(name => name, name => Traffic(name).Stats);
                return new(calls, _usersSent, _pushesOf.Count, _usersSentTwice);
            }
        }
    }

    /// <summary>A call came in, whoever it is from.</summary>
    public void Called(Endpoint endpoint)
    {
        lock (_gate)
            Traffic(endpoint.Name).Called();
    }

    /// <summary>Its token was good.</summary>
    public void Arrived(Endpoint endpoint)
    {
        lock (_gate)
            Traffic(endpoint.Name).Arrived();
    }

    /// <summary>Its push was taken for these users.</summary>
    public void Took(EndpointCall call, IReadOnlyList<string> users, byte[] message) =>
        Took(call.Endpoint.Name, call.At, users, message);

    public void Took(string endpoint, DateTimeOffset at, IReadOnlyList<string> users, byte[] message)
    {
        lock (_gate)
        {
            foreach (var user in users)
            {
                var count = _pushesOf[user] = _pushesOf.GetValueOrDefault(user) + 1;
                if (count == 2)
                    _usersSentTwice++;
            }

            _usersSent += users.Count;
            Remember(_pushes, new TakenPush(at, endpoint, users, message));
        }
    }

    /// <summary>It was answered, or cut off.</summary>
    public void Answered(SimulatedCall call)
    {
        lock (_gate)
        {
            Traffic(call.Endpoint).Answered(call.Status);
            Remember(_calls, call);
        }
    }

    /// <summary>The last calls, oldest first.</summary>
    public IReadOnlyList<SimulatedCall> Calls(int limit)
    {
        lock (_gate)
            return [.. _calls.TakeLast(limit)];
    }

    public UserPushes PushesTo(string user)
    {
        int count;
        List<TakenPush> pushes;
        lock (_gate)
        {
            if (!_pushesOf.TryGetValue(user, out count))
                return new(user, 0, []);
            pushes = [.. _pushes.Where(push => push.Users.Contains(user))];
        }

        return new(user, count, [.. pushes.Select(push => push.AsSent())]);
    }

    public void Reset()
    {
        lock (_gate)
        {
            _traffic.Clear();
            _pushesOf.Clear();
            _calls.Clear();
            _pushes.Clear();
            (_usersSent, _usersSentTwice) = (0, 0);
        }
    }

    private void Remember<T>(Queue<T> last, T item)
    {
        last.Enqueue(item);
        if (last.Count > options.JournalSize)
            last.Dequeue();
    }

    private EndpointTraffic Traffic(string endpoint)
    {
        if (!_traffic.TryGetValue(endpoint, out var traffic))
            _traffic[endpoint] = traffic = new(time);
        return traffic;
    }

    private sealed record TakenPush(DateTimeOffset At, string Endpoint, IReadOnlyList<string> Users, byte[] Message)
    {
        public SentPush AsSent() => new(At, Endpoint, JsonElement.Parse(Message));
    }
}
