namespace AgoraChat.Simulator;

/// <summary>All that the far side remembers, in books with a lock each.</summary>
internal sealed class FarSide
{
    public FarSide(SimulatorOptions options, CallJournal journal, TimeProvider time)
    {
        (Options, Journal, Time) = (options, journal, time);
        Switches = new(options);
        Tokens = new(options, Switches, time);
        Users = new(Switches, time);
        Labels = new(Switches, time);
    }

    public SimulatorOptions Options { get; }

    public CallJournal Journal { get; }

    public TimeProvider Time { get; }

    public SwitchBook Switches { get; }

    public TokenBook Tokens { get; }

    public UserBook Users { get; }

    public LabelBook Labels { get; }

    public void Reset()
    {
        Journal.Reset();
        Switches.Reset();
        Tokens.Reset();
        Users.Reset();
        Labels.Reset();
    }
}
