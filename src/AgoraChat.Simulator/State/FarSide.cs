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
        Messages = new(options, time);
        Tasks = new(options, Switches, time, Send);
        Switches.Changed += CloseAdvancedPush;
    }

    public SimulatorOptions Options { get; }

    public CallJournal Journal { get; }

    public TimeProvider Time { get; }

    public SwitchBook Switches { get; }

    public TokenBook Tokens { get; }

    public UserBook Users { get; }

    public LabelBook Labels { get; }

    public MessageBook Messages { get; }

    public TaskBook Tasks { get; }

    public StatisticsBook Statistics { get; } = new();

    /// <summary>Takes the push of a call: it counts for those users who were accepted.</summary>
    public void Take(EndpointCall call, IReadOnlyList<(string User, bool IsAccepted)> users)
    {
        var accepted = users.Where(each => each.IsAccepted).Select(each => each.User).ToList();
        Journal.Took(call.Endpoint.Name, call.At, accepted, PushBody.Message(call));
        Statistics.Count(call.At, users.Select(each => (Users.PlatformOf(each.User), each.IsAccepted)));
    }

    public TemplateBook Templates { get; } = new();

    public void Reset()
    {
        Journal.Reset();
        Switches.Reset();
        Tokens.Reset();
        Users.Reset();
        Labels.Reset();
        Messages.Reset();
        Tasks.Reset();
        Statistics.Reset();
        Templates.Reset();
    }

    private void Send(PushTaskPlan plan, DateTimeOffset at, IReadOnlyList<string> users)
    {
        var isToAll = !plan.IsSmall && !Switches.Current.OnlyRegisteredUsers;
        Journal.Took(plan.Endpoint, at, users, plan.Message, isToAll);
        Statistics.Count(at, users.Select(user => (Users.PlatformOf(user), true)));
    }

    private void CloseAdvancedPush(SimulatorSwitches switches)
    {
        if (switches.AdvancedPushOpen)
            return;
        Templates.Reset();
        Users.ForgetAdvancedPush();
    }
}
