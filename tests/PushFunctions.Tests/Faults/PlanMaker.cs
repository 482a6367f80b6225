using PushFunctions.Control;

namespace PushFunctions.Tests.Faults;

/// <summary>Draws a plan from a seed: sevenths of the plans have faults of one kind, the others of all.</summary>
internal static class PlanMaker
{
    /// <summary>The app's own: seven hours.</summary>
    public static readonly IReadOnlyList<TimeSpan> DefaultDelays =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6),
    ];

    /// <summary>Looking up more takes a run's time, and shows nothing more.</summary>
    private const int MostMembers = 1_000;

    public static FaultPlan Draw(int seed)
    {
        var random = new Random(seed ^ 0x5EED);
        var kind = (seed % 14) switch
        {
            0 => FaultKind.None,
            1 or 2 => FaultKind.Kills,
            3 => FaultKind.Storage,
            4 => FaultKind.FarSide,
            5 => FaultKind.Messages,
            6 => FaultKind.Senders,
            _ => FaultKind.All,
        };
        var until = Seconds(random, 60, 150);
        IReadOnlyList<PlannedEvent> events = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Event(random, until))];
        var hosts = 1 + random.Next(3);
        var plan = new FaultPlan
        {
            Seed = seed,
            Hosts = hosts,
            CallsPerMinute = One(random, 120, 600, 1_200, 1_200, 6_000),
            RetryDelays = random.Next(10) switch
            {
                0 => DefaultDelays,
                < 4 => [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20)],
                _ => [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1)],
            },
            Hidden = TimeSpan.FromSeconds(One(random, 20, 20, 60, 60, 600)),
            Errors = kind.HasFlag(FaultKind.FarSide) ? One(random, 0, 0.05, 0.3) : 0,
            Fails = One(random, 0, 0, 0.03),
            Missing = kind.HasFlag(FaultKind.FarSide) ? One(random, 0, 0, 0.03) : 0,
            RowsAnAnswer = One(random, 1_000, 1_000, 5),
            FaultsUntil = until,
            Events = events,
            Faults = [.. Faults(random, kind, until, events.Count, hosts)],
        };
        return WithOtherWaysIn(plan, kind, new(seed ^ 0x0D00));
    }

    /// <summary>Some of the events are posted in other ways, and there are faults of these ways.</summary>
    private static FaultPlan WithOtherWaysIn(FaultPlan plan, FaultKind kind, Random random)
    {
        List<PlannedEvent> events = [.. plan.Events.Select(planned => planned with { As = WayOf(planned, random) })];
        var batch = events.FindAll(planned => planned.As == PostedAs.Event);
        if (batch.Count > 1 && random.Next(3) == 0)
        {
            foreach (var planned in batch)
                events[events.IndexOf(planned)] = planned with { As = PostedAs.Batch, At = batch.Min(each => each.At) };
        }

        var faults = plan.Faults.ToList();
        if (kind.HasFlag(FaultKind.Storage))
        {
            for (var deletes = Some(random, 6); deletes > 0; deletes--)
            {
                faults.Add(new Fault.DeleteUnanswered(
                    No(random, 40), Seconds(random, 0.05, One(random, 1, 10)), One(random, 1, 1, 4, 8)));
            }
        }

        if (kind.HasFlag(FaultKind.Senders))
        {
            foreach (var no in Enumerable.Range(0, events.Count).Where(no => events[no].As == PostedAs.Audience))
            {
                for (var puts = random.Next(3); puts > 0; puts--)
                    faults.Add(new Fault.ListPutAgain(no, plan.FaultsUntil * random.NextDouble()));
            }
        }

        return plan with { Events = events, Faults = faults };
    }

    private static PostedAs WayOf(PlannedEvent planned, Random random) => (planned.Users, random.Next(6)) switch
    {
        (1, < 3) when planned.SendAfter is null => PostedAs.Waiting,
        (> 1, < 2) when planned.Messages == 1 => PostedAs.Audience,
        (> 1 and <= MostMembers, 2) when planned.Messages == 1 => PostedAs.Members,
        _ => PostedAs.Event,
    };

    private static PlannedEvent Event(Random random, TimeSpan until)
    {
        var users = random.Next(20) switch
        {
            < 6 => 1,
            < 9 => One(random, 2, 60, 100),
            < 12 => 101,
            < 17 => One(random, 150, 250, 420),
            < 19 => One(random, 700, 1_000),
            _ => 2_500,
        };
        var drawn = new PlannedEvent(
            until * (random.NextDouble() * 0.6),
            users,
            Messages: users is > 1 and < 500 && random.Next(4) == 0 ? 2 + random.Next(3) : 1,
            SendAfter: random.Next(8) == 0 ? Seconds(random, 1, 150) : null,
            ExpiresAfter: random.Next(8) switch
            {
                0 => Seconds(random, 160, 400),
                1 => Seconds(random, 2, 90),
                _ => null,
            });
        return drawn.ExpiresAfter <= drawn.SendAfter
            ? drawn with { ExpiresAfter = drawn.SendAfter + TimeSpan.FromSeconds(30) }
            : drawn;
    }

    private static IEnumerable<Fault> Faults(Random random, FaultKind kind, TimeSpan until, int events, int hosts)
    {
        // Clocks are within what the budgets allow for: 100 ms from one another.
        for (var host = 0; host < hosts + 8; host++)
            if (random.Next(2) == 0) yield return new Fault.WrongClock(host, TimeSpan.FromMilliseconds(random.Next(-50, 51)));
        if (kind.HasFlag(FaultKind.Kills))
        {
            for (var kills = Some(random, 5); kills > 0; kills--)
            {
                var next = Seconds(random, 1, 30);
                yield return random.Next(6) switch
                {
                    0 => new Fault.KillAt(until * random.NextDouble(), next),
                    1 => new Fault.Kill(KillMoment.BeforeOperation, No(random, 800), next),
                    2 => new Fault.Kill(KillMoment.AfterOperation, No(random, 800), next),
                    3 => new Fault.Kill(KillMoment.BeforeCall, No(random, 30), next),
                    4 => new Fault.Kill(KillMoment.AfterCall, No(random, 30), next),
                    _ => new Fault.Kill(KillMoment.AtTurn, No(random, 4_000), next),
                };
            }
        }

        if (kind.HasFlag(FaultKind.Storage))
        {
            if (random.Next(2) == 0) yield return new Fault.StorageAway(until * random.NextDouble(), Seconds(random, 0.5, 60));
            for (var failures = Some(random, 25); failures > 0; failures--)
            {
                yield return new Fault.StorageFails(
                    No(random, 800), One(random, Enum.GetValues<StorageFailure>()), Seconds(random, 0.05, One(random, 1, 10)),
                    One(random, 1, 1, 1, 2, 4));
            }
        }

        if (kind.HasFlag(FaultKind.FarSide))
        {
            for (var failures = Some(random, 10); failures > 0; failures--)
            {
                yield return new Fault.FarSideFails(
                    No(random, 40), One(random, Enum.GetValues<CallFailure>()), Seconds(random, 0.01, One(random, 1, 8, 20)));
            }
        }

        if (kind.HasFlag(FaultKind.Messages))
        {
            for (var late = Some(random, 8); late > 0; late--)
            {
                yield return random.Next(2) == 0
                    ? new Fault.Twice(No(random, 120), Seconds(random, 0, 60))
                    : new Fault.Late(No(random, 120), Seconds(random, 0.5, One(random, 5, 90)));
            }

            for (var more = random.Next(3); more > 0; more--) yield return new Fault.Watchdog(until * random.NextDouble());
        }

        if (!kind.HasFlag(FaultKind.Senders)) yield break;
        for (var acts = Some(random, 5); acts > 0; acts--)
        {
            var (no, at) = (random.Next(events), until * random.NextDouble());
            yield return random.Next(8) switch
            {
                0 => new Fault.HostAdded(at),
                1 => new Fault.HostStopped(at),
                2 => new Fault.Repeat(no, at),
                3 => new Fault.Control(no, ControlAction.Cancel, at),
                < 6 => new Fault.Control(no, ControlAction.Pause, at),
                _ => new Fault.Control(no, ControlAction.Resume, at),
            };
        }
    }

    /// <summary>Small numbers more often than large ones: at the beginning there is always something to break.</summary>
    private static int No(Random random, int most) => 1 + (int)(most * random.NextDouble() * random.NextDouble());

    private static int Some(Random random, int most) => 1 + (int)(most * random.NextDouble() * random.NextDouble());

    private static TimeSpan Seconds(Random random, double from, double to) =>
        TimeSpan.FromMilliseconds(Math.Round(1_000 * (from + random.NextDouble() * (to - from))));

    private static T One<T>(Random random, params T[] of) => of[random.Next(of.Length)];

    [Flags]
    private enum FaultKind
    {
        None = 0,
        Kills = 1,
        Storage = 2,
        FarSide = 4,
        Messages = 8,
        Senders = 16,
        All = Kills | Storage | FarSide | Messages | Senders,
    }
}
