namespace AgoraChat.Simulator;

/// <summary>The switches as they stand.</summary>
internal sealed class SwitchBook(SimulatorOptions options)
{
    private volatile SimulatorSwitches _current = options.Switches;

    /// <summary>They were set.</summary>
    public event Action<SimulatorSwitches>? Changed;

    public SimulatorSwitches Current => _current;

    /// <exception cref="ArgumentException">A value makes no sense; the message says why.</exception>
    public void Set(SimulatorSwitches switches)
    {
        if (string.Join(' ', SwitchRules.Problems(switches)) is { Length: > 0 } problems)
            throw new ArgumentException(problems);
        _current = switches;
        Changed?.Invoke(switches);
    }

    public void Reset() => _current = options.Switches;
}
