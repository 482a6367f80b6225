using PushFunctions.Control;

namespace PushFunctions.Tests.Faults;

/// <summary>What happens in one run. Whatever is not said here is drawn from the seed.</summary>
internal sealed record FaultPlan
{
    public required int Seed { get; init; }

    /// <summary>Hosts at the start.</summary>
    public required int Hosts { get; init; }

    /// <summary>The limit of the far side, and of the budget.</summary>
    public required int CallsPerMinute { get; init; }

    public required IReadOnlyList<TimeSpan> RetryDelays { get; init; }

    /// <summary>How long a queue hides the messages of a process that died.</summary>
    public required TimeSpan Hidden { get; init; }

    /// <summary>Of all answers about a user, how many are <c>ERROR</c> while there are faults; 1: all, for good.</summary>
    public double Errors { get; init; }

    /// <summary>How many users have no device: <c>FAIL</c>, always.</summary>
    public double Fails { get; init; }

    /// <summary>Of all users of a call, how many the answer leaves out while there are faults.</summary>
    public double Missing { get; init; }

    /// <summary>Rows that one answer of storage looks at.</summary>
    public int RowsAnAnswer { get; init; } = 1_000;

    /// <summary>Nothing goes wrong any more.</summary>
    public required TimeSpan FaultsUntil { get; init; }

    public required IReadOnlyList<PlannedEvent> Events { get; init; }

    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>Whether nobody may be told twice: whatever happens here leaves no doubt of what was sent.</summary>
    public bool IsWithoutDoubt => Missing == 0 && Faults.All(fault => fault.LeavesNoDoubt());

    /// <summary>Whether doubles come from nothing but processes that are killed.</summary>
    public bool OnlyKills => Missing == 0 && Faults.All(fault => fault.LeavesNoDoubt() || fault is Fault.Kill or Fault.KillAt);

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"Seed {Seed}: {Hosts} hosts, {CallsPerMinute} calls a minute, retries after "
            + $"{string.Join(", ", RetryDelays)}, messages hidden for {Hidden}, ERROR {Errors:P0}, FAIL {Fails:P0}, "
            + $"missing {Missing:P0}, {RowsAnAnswer} rows an answer, faults until {FaultsUntil}",
            .. Events.Select((planned, no) => $"  event {no}: {planned}").Where((_, no) => Events[no].Users > 0),
            .. Faults.Select(fault => $"  {fault}"),
        ]);
}

/// <summary>One event that is posted.</summary>
/// <param name="Users">How many it goes to; none: it is left out.</param>
/// <param name="Messages">How many different messages its users get.</param>
/// <param name="As">How it is posted.</param>
internal sealed record PlannedEvent(
    TimeSpan At, int Users, int Messages = 1, TimeSpan? SendAfter = null, TimeSpan? ExpiresAfter = null,
    PostedAs As = PostedAs.Event);

internal enum PostedAs
{
    /// <summary>By itself, its users in it.</summary>
    Event,

    /// <summary>By a sender who waits for what becomes of its only user.</summary>
    Waiting,

    /// <summary>To an audience, whose list is put before.</summary>
    Audience,

    /// <summary>To members of labels, whose rows another program has put before.</summary>
    Members,

    /// <summary>As a CloudEvent, in one batch with all others of this kind.</summary>
    Batch,
}

/// <summary>One thing that goes wrong or gets in between. Numbers count from the start of the run.</summary>
internal abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>Whether everybody knows what was sent in spite of it.</summary>
    public virtual bool LeavesNoDoubt() => false;

    /// <summary>A process dies, and another begins some time later.</summary>
    public sealed record Kill(KillMoment When, int No, TimeSpan NextAfter) : Fault;

    /// <summary>A process dies at this moment, whatever it does.</summary>
    public sealed record KillAt(TimeSpan At, TimeSpan NextAfter) : Fault;

    public sealed record StorageAway(TimeSpan From, TimeSpan For) : Fault;

    public sealed record StorageFails(int Operation, StorageFailure How, TimeSpan After, int Times = 1) : Fault;

    /// <summary>Something is deleted, by a call of its own, and the answer is lost, also those of the next tries.</summary>
    public sealed record DeleteUnanswered(int Delete, TimeSpan After, int Times) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    public sealed record FarSideFails(int Call, CallFailure How, TimeSpan After) : Fault
    {
        /// <summary>Less than a call is waited for: whose answer is given up may have been taken.</summary>
        private static readonly TimeSpan InTime = TimeSpan.FromSeconds(11);

        public override bool LeavesNoDoubt() => After < InTime
            && How is CallFailure.TooFast or CallFailure.NoConnection or CallFailure.Slow or CallFailure.Unauthorized;
    }

    /// <summary>A message is seen a second time.</summary>
    public sealed record Twice(int Delivery, TimeSpan After) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    /// <summary>A message is seen late, so behind others.</summary>
    public sealed record Late(int Delivery, TimeSpan By) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    public sealed record WrongClock(int Host, TimeSpan By) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    public sealed record Control(int Event, ControlAction Action, TimeSpan At) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    /// <summary>The event is posted once more.</summary>
    public sealed record Repeat(int Event, TimeSpan At) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    /// <summary>The list of an event's audience is put once more, so that the audience has another version.</summary>
    public sealed record ListPutAgain(int Event, TimeSpan At) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    public sealed record HostAdded(TimeSpan At) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    /// <summary>A host is asked to stop.</summary>
    public sealed record HostStopped(TimeSpan At) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }

    /// <summary>A watchdog runs on any host, whether or not another does.</summary>
    public sealed record Watchdog(TimeSpan At) : Fault
    {
        public override bool LeavesNoDoubt() => true;
    }
}

internal enum KillMoment
{
    /// <summary>Before an operation of storage reaches it.</summary>
    BeforeOperation,

    /// <summary>When it is done, and its answer on its way.</summary>
    AfterOperation,

    /// <summary>When a call is on its way.</summary>
    BeforeCall,

    /// <summary>When it was taken, and the answer is on its way.</summary>
    AfterCall,

    /// <summary>Between any two steps of any process.</summary>
    AtTurn,
}

internal enum StorageFailure
{
    /// <summary>503, and it was not done.</summary>
    Busy,

    /// <summary>No answer, and it was not done.</summary>
    Unheard,

    /// <summary>No answer, although it was done.</summary>
    LostAnswer,

    /// <summary>500, although it was done.</summary>
    DoneAndFailed,

    /// <summary>It takes long.</summary>
    Slow,
}

internal enum CallFailure
{
    TooFast,
    Unauthorized,

    /// <summary>No byte was sent.</summary>
    NoConnection,

    /// <summary>The connection breaks before it was taken.</summary>
    BrokenBefore,

    /// <summary>The connection breaks when it was taken.</summary>
    BrokenAfter,

    UnavailableBefore,
    UnavailableAfter,
    ErrorAfter,

    /// <summary>It was taken, and the answer never comes.</summary>
    LostAnswer,

    /// <summary>It was taken, and the answer is something else.</summary>
    Garbage,

    /// <summary>The answer takes long, and comes in time.</summary>
    Slow,
}
