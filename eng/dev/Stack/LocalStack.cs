using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PushFunctions.Dev.Stack;

/// <summary>The whole product on this machine: storage, the simulated far side, and one or more hosts.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A stack of programs, not a collection.")]
public sealed class LocalStack : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    // Together with Azurite's stop below the 5 s in which everything has to end.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan SimulatorStopTime = TimeSpan.FromSeconds(1);

    private readonly LocalStackOptions _options;
    private readonly StackPorts _ports;
    private readonly DataFolder? _data;
    private readonly List<HostProcess> _hosts = [];
    private AzuriteServer? _storage;
    private ChildProcess? _simulator;

    private LocalStack(LocalStackOptions options)
    {
        _options = options;
        _ports = StackPorts.Choose(options);
        _data = options.DataFolder is null ? null : DataFolder.Open(options.DataFolder, options.Fresh);
        Apis = [.. _ports.Hosts.Select(AddressOf)];
        Simulator = new Uri($"http://127.0.0.1:{_ports.Simulator}/");
    }

    /// <summary>Raised, with the host's number from 0, when a host that died serves again.</summary>
    public event Action<int>? HostRestarted;

    /// <summary>The first host's API, ending in a slash; without hosts, where another one is expected.</summary>
    public Uri Api => Apis.Count > 0 ? Apis[0] : AddressOf(_options.Port);

    /// <summary>Each host's API, ending in a slash.</summary>
    public IReadOnlyList<Uri> Apis { get; }

    /// <summary>The simulator's address, ending in a slash.</summary>
    public Uri Simulator { get; }

    /// <summary>Azurite, whose services can be stopped and started one by one.</summary>
    public AzuriteServer Storage => _storage ?? throw new InvalidOperationException("The stack did not start.");

    /// <summary>The connection string of the storage, with all endpoints.</summary>
    public string StorageConnectionString => Storage.ConnectionString;

    /// <summary>The hosts' processes, in the order of <see cref="Apis"/>.</summary>
    public IReadOnlyList<int> HostProcessIds => [.. _hosts.Select(host => host.ProcessId)];

    /// <summary>The simulator's process.</summary>
    public int SimulatorProcessId => _simulator?.Id ?? 0;

    /// <summary>Whether every host serves at this moment.</summary>
    public bool AllHostsServe => _hosts.TrueForAll(host => host.IsUp);

    /// <summary>Whether a host that dies is started again.</summary>
    public bool RestartsHosts
    {
        get => _hosts.TrueForAll(host => host.Restarts);
        set => _hosts.ForEach(host => host.Restarts = value);
    }

    /// <summary>Starts everything; returns when all of it answers.</summary>
    /// <exception cref="StackException">A port is taken, something is not built or installed, or did not start.</exception>
    public static async Task<LocalStack> StartAsync(LocalStackOptions options, CancellationToken cancellationToken)
    {
        var stack = new LocalStack(options);
        try
        {
            await stack.StartAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills one host, as a crash would; it comes back after 2 s while <see cref="RestartsHosts"/>.</summary>
    public Task<bool> KillHostAsync(int host) => _hosts[host].KillAsync();

    /// <summary>Asks one host to end in good order; it does not come back by itself.</summary>
    public Task StopHostAsync(int host) => _hosts[host].StopAsync(DrainTime);

    /// <summary>Starts a host that was stopped, or killed without restarts; returns when it serves.</summary>
    public Task StartHostAsync(int host, CancellationToken cancellationToken) => _hosts[host].StartAsync(cancellationToken);

    /// <summary>Ends the storage; its files stay for <see cref="StartStorageAsync"/>.</summary>
    public Task StopStorageAsync() => Storage.StopAsync();

    /// <summary>The same, with so much time for it to save them.</summary>
    public Task StopStorageAsync(TimeSpan grace) => Storage.StopAsync(grace);

    /// <summary>Starts the storage again, with its files, on its ports.</summary>
    public Task StartStorageAsync(CancellationToken cancellationToken) => Storage.StartAsync(cancellationToken);

    /// <summary>Ends everything: first the hosts, which need the rest to finish their work.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(host => host.StopAsync(DrainTime)));
        await Task.WhenAll(
            _simulator?.StopAsync(Signals.Terminate, SimulatorStopTime) ?? Task.CompletedTask,
            _storage?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _data?.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _simulator = LaunchSimulator();
        var azurite = new AzuriteOptions
        {
            Port = _ports.Storage,
            DataFolder = _data?.Path,
            InMemory = _options.InMemoryStorage,
            LogsRequests = _options.LogsRequests,
            Rows = _options.Rows,
            Log = _options.Log,
        };
        _storage = await AzuriteServer.StartAsync(azurite, cancellationToken);
        await _simulator.ReadyAsync(StartTime, cancellationToken);
        var environment = HostSettings.Environment(_options, _storage.ConnectionString, Simulator);
        for (var number = 0; number < _options.Instances; number++)
        {
            _hosts.Add(Host(number, environment));
        }

        await Task.WhenAll(_hosts.Select(host => host.StartAsync(cancellationToken)));
    }

    private ChildProcess LaunchSimulator()
    {
        List<string> arguments = [Program("AgoraChat.Simulator"), "--port", Text(_ports.Simulator)];
        if (_options.CallsPerMinute is { } callsPerMinute)
        {
            arguments.AddRange(["--calls-per-minute", Text(callsPerMinute)]);
        }

        if (_options.Preset is { } preset)
        {
            arguments.AddRange(["--limits", $"{preset}"]);
        }

        return Launch("simulator", arguments, new Dictionary<string, string>(), "simulator http");
    }

    private HostProcess Host(int number, IReadOnlyDictionary<string, string> environment)
    {
        List<string> arguments =
        [
            Program("PushFunctions.LocalHost"), "--port", Text(_ports.Hosts[number]), "--settings", HostSettings.File,
        ];
        if (_options.Key is { } key)
        {
            arguments.AddRange(["--key", key]);
        }

        if (_options.HiddenTime is { } hidden)
        {
            arguments.AddRange(["--hidden", hidden.ToString("c", CultureInfo.InvariantCulture)]);
        }

        if (_options.ClockSkew * number / Math.Max(1, _options.Instances - 1) is { Ticks: not 0 } ahead)
        {
            arguments.AddRange(["--clock-ahead", ahead.ToString("c", CultureInfo.InvariantCulture)]);
        }

        var name = $"host {number}";
        return new HostProcess(
            name,
            () => Launch(name, arguments, environment, "host http"),
            () => HostRestarted?.Invoke(number),
            _options.Log) { Restarts = _options.RestartsHosts };
    }

    private ChildProcess Launch(
        string name, List<string> arguments, IReadOnlyDictionary<string, string> environment, string ready) =>
        ChildProcess.Start(
            name, "dotnet", arguments, environment, line => line.StartsWith(ready, StringComparison.Ordinal),
            line => _options.Log($"{name}: {line}"));

    private static Uri AddressOf(int port) => new($"http://127.0.0.1:{port}/api/");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The program of a project, as it was built with this one.</summary>
    /// <exception cref="StackException">It is not built.</exception>
    internal static string Program(string project)
    {
        var program = RepositoryRoot.Below("src", project, "bin", BuildConfiguration.Name, "net10.0", $"{project}.dll");
        return File.Exists(program)
            ? program
            : throw new StackException($"{project} is not built: {program} is missing. Run ./dev, or `dotnet build eng/dev`.");
    }
}
