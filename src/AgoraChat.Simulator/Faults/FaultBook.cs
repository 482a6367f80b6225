namespace AgoraChat.Simulator;

/// <summary>The faults at work, in the order they were set.</summary>
public sealed class FaultBook
{
    private readonly Lock _gate = new();
    private readonly List<ActiveFault> _active = [];
    private int _lastId;

    /// <summary>Sets a fault.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The fault makes no sense; the message says why.</exception>
    public int Add(Fault fault)
    {
        var problems = FaultRules.Problems(fault).ToList();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(' ', problems));

        lock (_gate)
        {
            _active.Add(new(++_lastId, fault));
            return _lastId;
        }
    }

    /// <summary>Takes one fault back.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>Whether it was still at work.</returns>
    public bool Remove(int id)
    {
        lock (_gate)
            return _active.RemoveAll(active => active.Id == id) > 0;
    }

    /// <summary>Takes all faults back.</summary>
    public void Clear()
    {
        lock (_gate)
            _active.Clear();
    }

    /// <summary>The faults at work.</summary>
    public IReadOnlyList<FaultState> List()
    {
        lock (_gate)
            return [.. _active.Select(active => new FaultState(active.Id, active.Happened, active.Fault))];
    }

    internal FaultEffect Draw(string endpoint, IReadOnlyList<string> users)
    {
        var effect = new FaultEffect();
        lock (_gate)
        {
            foreach (var active in _active.Where(active => active.Fault.Endpoint == endpoint))
                active.Apply(effect, users);
            _active.RemoveAll(active => active.IsUsedUp);
        }

        return effect;
    }
}
