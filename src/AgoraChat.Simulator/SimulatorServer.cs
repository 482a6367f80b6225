using System.Net;
using Microsoft.AspNetCore.Connections;

namespace AgoraChat.Simulator;

/// <summary>Agora Chat's push service on a port of this machine. Disposing it cuts all connections.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;

    private SimulatorServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:7080</c>.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>Makes calls go wrong.</summary>
    public FaultBook Faults => _app.Services.GetRequiredService<FaultBook>();

    /// <summary>How it behaves where the documents are silent.</summary>
    /// <exception cref="ArgumentException">A value makes no sense; the message says why.</exception>
    public SimulatorSwitches Switches
    {
        get => FarSide.Switches.Current;
        set => FarSide.Switches.Set(value);
    }

    /// <summary>How many calls pass.</summary>
    public CallLimits Limits => _app.Services.GetRequiredService<CallLimits>();

    /// <summary>What happened since the last reset.</summary>
    public SimulatorStats Stats => Journal.Stats;

    private FarSide FarSide => _app.Services.GetRequiredService<FarSide>();

    // What was due by now has happened before anybody looks.
    private CallJournal Journal
    {
        get
        {
            FarSide.Tasks.Run();
            return FarSide.Journal;
        }
    }

    /// <summary>Starts it in this process; it listens when the task is done.</summary>
    /// <exception cref="IOException">The port is in use; the message names it.</exception>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        StartAsync(options, time, _ => { }, cancellationToken);

    /// <summary>Starts it in this process, on the system's clock.</summary>
    public static Task<SimulatorServer> StartAsync(SimulatorOptions? options = null) =>
        StartAsync(options ?? new(), TimeProvider.System, CancellationToken.None);

    /// <summary>What this user was sent.</summary>
    public UserPushes PushesTo(string user) => Journal.PushesTo(user);

    /// <summary>The waiting tasks and the last that started, oldest first.</summary>
    public IReadOnlyList<TaskState> Tasks => FarSide.Tasks.List();

    /// <summary>The label with its members; null when there is none.</summary>
    public LabelState? Label(string name) => FarSide.Labels.State(name);

    /// <summary>Makes users exist, for the switch by which only those do, and for a push to everyone.</summary>
    public void Register(params IReadOnlyList<string> users)
    {
        foreach (var user in users)
            FarSide.Users.Register(user);
    }

    /// <summary>The last calls, oldest first.</summary>
    public IReadOnlyList<SimulatedCall> Calls(int limit = 100) => Journal.Calls(limit);

    /// <summary>Says whether a user is online, and what waits for them.</summary>
    /// <param name="user">Who.</param>
    /// <param name="isOnline">Whether one of their devices is.</param>
    /// <param name="offlineMessages">How many messages wait.</param>
    /// <param name="undelivered">Ids of messages that did not arrive; all others count as delivered.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public void SetPresence(string user, bool isOnline, int offlineMessages = 0, params string[] undelivered)
    {
        var changed = FarSide.Users.Change(user, known => known with
        {
            IsOnline = isOnline,
            OfflineMessages = offlineMessages,
            MessageStates = undelivered.ToDictionary(id => id, _ => "undelivered"),
        });
        if (changed is null)
            throw new ArgumentException($"\"{user}\" does not exist; register them first.", nameof(user));
    }

    /// <summary>Makes all tokens that <c>POST token</c> gave expire now.</summary>
    public void ExpireTokens() => FarSide.Tokens.Expire();

    /// <summary>Back to the start: no calls, no users, no faults, the first limits and switches.</summary>
    public void Reset() => _app.Services.GetRequiredService<ControlRoutes>().Reset();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    internal static async Task<SimulatorServer> StartAsync(
        SimulatorOptions options, TimeProvider time, Action<ILoggingBuilder> log, CancellationToken cancellationToken)
    {
        var app = Build(options, time, log);
        try
        {
            await app.StartAsync(cancellationToken);
            return new SimulatorServer(app);
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new IOException($"Port {options.Port} is in use; choose another with --port.", busy);
        }
    }

    private static WebApplication Build(SimulatorOptions options, TimeProvider time, Action<ILoggingBuilder> log)
    {
        // Empty: neither the environment nor files of the directory it is started in have a say.
        var builder = WebApplication.CreateEmptyBuilder(new());
        log(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1_024 * 1_024;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services
            .AddRoutingCore()
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime)
            // In a test the process is not the simulator's: signals are for the program.
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddSingleton(options)
            .AddSingleton(time)
            .AddSingleton<CallJournal>()
            .AddSingleton(new CallLimits(options, time))
            .AddSingleton<FaultBook>()
            .AddSingleton<FarSide>()
            .AddSingleton<Gate>()
            .AddSingleton<EndpointRunner>()
            .AddSingleton<ControlRoutes>();

        var app = builder.Build();
        app.Services.GetRequiredService<EndpointRunner>().Map(app);
        app.Services.GetRequiredService<ControlRoutes>().Map(app);
        return app;
    }
}
