using Microsoft.Extensions.Configuration;

namespace PushFunctions.Tests.Faults;

/// <summary>The processes of a run: they begin, are asked to stop, and die.</summary>
internal sealed class Hosts(World world, FaultPlan plan) : IDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly IConfiguration _settings = Host.Settings(plan);
    private readonly Dictionary<int, TimeSpan> _wrong = plan.Faults.OfType<Fault.WrongClock>()
        .GroupBy(clock => clock.Host).ToDictionary(group => group.Key, group => group.First().By);

    private readonly List<Host> _all = [];

    /// <summary>Makes a process.</summary>
    public Func<int, TimeSpan, IConfiguration, Host>? Make { get; set; }

    /// <summary>Is told of a process that is dying, while all it held is as it was.</summary>
    public Action<Host>? Dying { get; set; }

    public IEnumerable<Host> Ready => _all.Where(host => host is { IsAlive: true, IsStopping: false });

    public void Begin() => _all.Add(Make!(_all.Count, _wrong.GetValueOrDefault(_all.Count), _settings));

    /// <summary>Any process that takes work; null: there is none just now.</summary>
    public Host? Any()
    {
        List<Host> ready = [.. Ready];
        return ready.Count == 0 ? null : ready[world.Random.Next(ready.Count)];
    }

    public void Kill(Host host, TimeSpan nextAfter)
    {
        if (!host.IsAlive) return;
        Dying?.Invoke(host);
        host.Context.IsAlive = false;
        world.After(nextAfter, Begin);
    }

    /// <summary>Asks a process to stop, and ends it when it does not; another begins where none would be left.</summary>
    public void Stop(Host host)
    {
        host.Stop();
        if (!Ready.Any()) Begin();
        world.After(LongestStop, () =>
        {
            if (host is not { IsAlive: true, Running: > 0 }) return;
            Dying?.Invoke(host);
            host.Context.IsAlive = false;
        });
    }

    public void Dispose() => _all.ForEach(host => host.Dispose());
}
