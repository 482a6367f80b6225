using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Status;
using PushFunctions.Storage;
using PushFunctions.Stories;
using PushFunctions.Tests.Faults.Storage;

namespace PushFunctions.Tests.Faults;

/// <summary>Runs one plan from the first event to the last look.</summary>
internal sealed class FaultRun : IDisposable
{
    private readonly FaultPlan _plan;
    private readonly World _world;
    private readonly Hosts _hosts;
    private readonly Network _network;
    private readonly FarSide _farSide;
    private readonly Accountant _accountant;
    private readonly Platform _platform;
    private readonly Senders _senders;
    private readonly Dictionary<string, int> _owners = new(StringComparer.Ordinal);

    private FaultRun(FaultPlan plan)
    {
        _plan = plan;
        _world = new(plan.Seed);
        _hosts = new(_world, plan);
        _network = new(_world, plan, _hosts);
        _farSide = new(_world, plan, _network);
        _accountant = new(_world, plan, _farSide);
        _hosts.Make = (no, wrong, settings) => new(_world, no, wrong, settings, _network, _farSide);
        _platform = new(_world, plan, _hosts, _network);
        _senders = new(_world, plan, _hosts, _accountant);
        _hosts.Dying = Die;
        _network.Tables.Writing = NoteOwner;
        PlannedMembers.Put(_network.Tables, plan);
        for (var host = 0; host < plan.Hosts; host++) _hosts.Begin();
        Schedule();
    }

    /// <summary>Whatever goes on and on is a defect, too.</summary>
    private const int MostTurns = 200_000;

    private TimeSpan Longest =>
        _plan.FaultsUntil + _plan.RetryDelays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay * 1.3)
        + 3 * _plan.Hidden + TimeSpan.FromMinutes(30);

    /// <summary>Runs a plan on a thread of its own, which nothing else has ever used.</summary>
    public static FaultResult Of(FaultPlan plan)
    {
        FaultResult? result = null;
        var thread = new Thread(() => result = RunHere(plan), maxStackSize: 16 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return result!;
    }

    /// <summary>Runs a plan on this thread, which must have neither a context nor a scheduler.</summary>
    public static FaultResult RunHere(FaultPlan plan)
    {
        using var run = new FaultRun(plan);
        try
        {
            return run.Run();
        }
        catch (Exception exception)
        {
            return run.Result([$"{run._world.Elapsed}: {exception}"]);
        }
    }

    public void Dispose() => _hosts.Dispose();

    private FaultResult Run()
    {
        _world.Run(() => _accountant.Complaints.Count > 0 || HasEnded() || IsEndless(), Longest);
        // What comes late must not send anybody anything.
        if (_accountant.Complaints.Count == 0)
            _world.Run(IsEndless, _world.Elapsed + TimeSpan.FromMinutes(2));
        if (IsEndless()) _accountant.Complain("It does not come to an end.");
        if (_accountant.Complaints.Count == 0) _accountant.Close(Look, Failures, IsTwice);
        return Result([.. _accountant.Complaints, .. _platform.Failures]);
    }

    private FaultResult Result(IReadOnlyList<string> complaints) => new(
        complaints, _network.Operations, _farSide.Calls.Count, _world.Turns, _world.Elapsed);

    private bool IsEndless() => _world.Turns > MostTurns;

    /// <summary>Peeked at from outside, to know when to look.</summary>
    private bool HasEnded() =>
        _world.Elapsed > _plan.FaultsUntil
        && _platform.IsQuiet
        && _accountant.HasAllAnswers
        && _network.Tables[TableNames.Pushes].All
            .Where(row => row.Key == LedgerKey.Push)
            .All(row => row.Values["State"] is nameof(PushState.Finished) or nameof(PushState.Cancelled));

    private void Schedule()
    {
        foreach (var fault in _plan.Faults)
        {
            switch (fault)
            {
                case Fault.KillAt kill:
                    _world.After(kill.At, () =>
                    {
                        if (_hosts.Any() is { } host) _hosts.Kill(host, kill.NextAfter);
                    });
                    break;
                case Fault.HostAdded added:
                    _world.After(added.At, _hosts.Begin);
                    break;
                case Fault.HostStopped stopped:
                    _world.After(stopped.At, () =>
                    {
                        if (_hosts.Any() is { } host) _hosts.Stop(host);
                    });
                    break;
            }
        }

        var turns = _plan.Faults.OfType<Fault.Kill>().Where(kill => kill.When == KillMoment.AtTurn)
            .ToLookup(kill => kill.No);
        if (turns.Count == 0) return;
        _world.BeforeTurn = context =>
        {
            if (turns[_world.Turns].FirstOrDefault() is { } kill && _world.Elapsed < _plan.FaultsUntil
                && _hosts.Ready.FirstOrDefault(host => host.Context == context) is { } host)
            {
                _hosts.Kill(host, kill.NextAfter);
            }
        };
    }

    private void Die(Host host)
    {
        foreach (var row in _network.Tables[TableNames.Pushes].All)
        {
            if (row.Values.GetValueOrDefault("Owner") is string owner && _owners.GetValueOrDefault(owner) == host.No
                && row.Values["State"] is nameof(ParcelState.Sending))
            {
                _accountant.MarkedAtDeath += (int)row.Values["Batches"]!;
            }
        }

        _platform.Release(host);
        _senders.HangUp(host);
    }

    private void NoteOwner(TableChange change)
    {
        if (change.Body is { } body && body.TryGetProperty("Owner", out var owner) && owner.GetString() is { } name)
            _owners.TryAdd(name, _network.Writer!.No);
    }

    private Reply Look(string pushId) => Ask(
        $"/api/pushes/{pushId}", (host, _, stop) => host.Get<PushStatusHandler>().HandleAsync(pushId, stop));

    private Dictionary<string, string> Failures(string pushId)
    {
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        for (string? cursor = ""; cursor is not null;)
        {
            var page = Ask(
                $"/api/pushes/{pushId}/failures?outcome=failed,dead,expired,cancelled,unknown&limit=1000{cursor}",
                (host, context, stop) => host.Get<ListFailuresHandler>().HandleAsync(context.Request, pushId, stop)).Json;
            if (!page.TryGetProperty("failures", out var users))
            {
                _accountant.Complain($"The failures of {pushId} are told as {page}");
                break;
            }

            foreach (var user in users.EnumerateArray())
                failures[user.GetProperty("user").GetString()!] = user.GetProperty("outcome").GetString()!;
            cursor = page.TryGetProperty("cursor", out var next) && next.GetString() is { } more ? $"&cursor={more}" : null;
        }

        return failures;
    }

    private bool IsTwice(string pushId, string user) => Ask(
        $"/api/pushes/{pushId}/users/{user}",
        (host, _, stop) => host.Get<UserStoryHandler>().HandleAsync(pushId, user, stop))
        .Json.GetProperty("possiblyTwice").GetBoolean();

    private Reply Ask(string path, Func<Host, HttpContext, CancellationToken, Task<IResult>> handle)
    {
        Reply? reply = null;
        _senders.Ask("GET", path, null, handle, answer => reply = answer);
        _world.Run(() => reply is not null, _world.Elapsed + TimeSpan.FromMinutes(5));
        return reply ?? new(0, Encoding.UTF8.GetBytes(JsonSerializer.Serialize("No answer.")));
    }
}

/// <summary>What came of a run.</summary>
internal sealed record FaultResult(
    IReadOnlyList<string> Complaints, int Operations, int Calls, int Turns, TimeSpan Time)
{
    public bool IsGood => Complaints.Count == 0;
}
