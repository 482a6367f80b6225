using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using PushFunctions.LocalHost.Functions;
using PushFunctions.LocalHost.Http;
using PushFunctions.LocalHost.Queues;
using PushFunctions.LocalHost.Timers;

namespace PushFunctions.LocalHost;

/// <summary>Runs the functions of an isolated-worker app in this process: HTTP, queue and timer triggers.</summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HostRuntime _runtime;
    private readonly ManualRuns _manual;
    private readonly HostJson _hostJson;
    private readonly List<Task> _listeners = [];
    private bool _ended;

    private LocalFunctionsHost(
        WebApplication app, HostRuntime runtime, ManualRuns manual, HostJson hostJson) =>
        (_app, _runtime, _manual, _hostJson) = (app, runtime, manual, hostJson);

    /// <summary>The root of the server: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseAddress => new($"{_app.Urls.Single()}/");

    /// <summary>Where the routes begin: the root with the route prefix, without a slash at the end.</summary>
    public Uri RoutesAddress => new($"{_app.Urls.Single()}/{_hostJson.RoutePrefix}".TrimEnd('/'));

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Cancelled when the app itself asks to be stopped.</summary>
    public CancellationToken StopRequested => _app.Lifetime.ApplicationStopping;

    /// <summary>Starts the app's hosted services, then the server, then the queue and timer triggers.</summary>
    /// <exception cref="LocalHostStartException">Functions, settings or port are wrong; it says all.</exception>
    public static async Task<LocalFunctionsHost> StartAsync(
        LocalHostOptions options, CancellationToken cancellationToken)
    {
        var (app, functions, hostJson, locks) = Prepare(options);
        var runtime = new HostRuntime(
            new FunctionRunner(app.Services),
            new HostLife(),
            options.Time,
            app.Services.GetRequiredService<ILogger<LocalFunctionsHost>>());
        var manual = new ManualRuns(runtime);
        foreach (var http in functions.OfType<HostedFunction.Http>())
            new HttpEndpoint(http, runtime).Map(app);
        new AdminEndpoints(functions, manual).Map(app);
        await ServeAsync(app, options.Port, cancellationToken);

        var host = new LocalFunctionsHost(app, runtime, manual, hostJson);
        host.Listen(functions, options.HiddenTime, locks);
        Log.Serving(runtime.Logger, functions.Count, host.BaseAddress);
        return host;
    }

    /// <summary>What would stop the start but for the port, a sentence each; nothing is started.</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(LocalHostOptions options)
    {
        try
        {
            var app = Prepare(options).App;
            await using (app)
            {
                app.Services.GetService<IStartupValidator>()?.Validate();
                // Some of them look at settings when they are made.
                _ = app.Services.GetServices<IHostedService>().Count();
            }

            return [];
        }
        catch (Exception exception) when (StartFaults.Of(exception) is { } faults)
        {
            return faults;
        }
    }

    /// <summary>
    /// Stops: no new work, every run is told, then waited for and its message deleted. When
    /// <paramref name="cancellationToken"/> is cancelled it waits no longer, and what still runs counts as killed.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_ended)
            return;
        _ended = true;
        await _runtime.Life.StopAsync();
        try
        {
            await Task.WhenAll([.. _listeners, _manual.DrainAsync()]).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.GaveUpDraining(_runtime.Logger, _listeners.Count(listener => !listener.IsCompleted));
            await _runtime.Life.KillAsync();
        }
        await _app.StopAsync(cancellationToken);
    }

    /// <summary>
    /// Ends as if the process had been killed: connections break, nothing is deleted, put back or renewed, hosted
    /// services are not told. Code that runs is cancelled, the nearest thing to death that one process allows.
    /// </summary>
    public async Task KillAsync()
    {
        if (_ended)
            return;
        _ended = true;
        await _runtime.Life.KillAsync();
        await _app.Services.GetRequiredService<IServer>().StopAsync(new CancellationToken(canceled: true));
    }

    /// <summary>Stops, unless that has been done, and frees the services.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static (WebApplication App, IReadOnlyList<HostedFunction> Functions, HostJson HostJson, TimerLocks? Locks)
        Prepare(LocalHostOptions options)
    {
        var errors = new StartErrors();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(options.Settings.Select(pair =>
                KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), pair.Value)))
            .Build();
        var hostJson = HostJson.Read(options.HostJson, settings, errors);
        var reader = new FunctionReader(
            hostJson, new SettingNames(settings, errors), new QueueConnections(settings, errors), options.Time, errors);
        var functions = new FunctionCatalog(reader, errors).Read(options);
        var singleton = hostJson.Singleton;
        if (options.TimerLockPoll is { } poll)
            singleton = singleton with { RecoveryPollingInterval = poll };
        var locks = TimerLocks.Read(settings, singleton, functions.OfType<HostedFunction.Timer>().Any(), errors);
        if (options.HiddenTime < TimeSpan.FromSeconds(1) || options.HiddenTime > TimeSpan.FromDays(7))
            errors.Add($"The hidden time is {options.HiddenTime}; allowed is 00:00:01 to 7.00:00:00.");
        errors.ThrowIfAny();

        return (HostWebApplication.Build(options, settings), functions, hostJson, locks);
    }

    private void Listen(IReadOnlyList<HostedFunction> functions, TimeSpan hiddenTime, TimerLocks? locks)
    {
        foreach (var queue in functions.OfType<HostedFunction.Queue>())
        {
            var listener = new QueueListener(queue, _hostJson.Queues, hiddenTime, _runtime);
            _listeners.Add(Task.Run(listener.RunAsync, CancellationToken.None));
        }
        var timers = functions.OfType<HostedFunction.Timer>().ToArray();
        if (timers.Length > 0 && locks is null)
            Log.TimersUnlocked(_runtime.Logger);
        foreach (var timer in timers)
        {
            var listener = new TimerListener(timer, locks?.Of(timer.Name, _runtime), _runtime);
            _listeners.Add(Task.Run(listener.RunAsync, CancellationToken.None));
        }
    }

    private static void RequireFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException exception)
        {
            throw new LocalHostStartException(
                [$"Port {port} of 127.0.0.1 cannot be used ({exception.Message}): " +
                    "end what holds it, or give another with --port."],
                exception);
        }
    }

    private static async Task ServeAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            // Both are found again by the start itself, which would log them with a trace.
            app.Services.GetService<IStartupValidator>()?.Validate();
            RequireFree(port);
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
