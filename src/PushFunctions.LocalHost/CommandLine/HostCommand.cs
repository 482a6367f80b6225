namespace PushFunctions.LocalHost.CommandLine;

/// <summary>Starts a host by the command line, says where it is, and drains it when told to stop.</summary>
internal sealed class HostCommand(LocalHostOptions app, TextWriter output, TextWriter errors)
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(4);

    /// <param name="args">The command line.</param>
    /// <param name="environment">Settings that win over the file's.</param>
    /// <param name="stop">Cancelled when the host shall end.</param>
    /// <returns>0 when it was told to stop, 1 when it could not start or the app ended it.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<string> args, IReadOnlyDictionary<string, string?> environment, CancellationToken stop)
    {
        if (args is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(HostArguments.Usage);
            return 0;
        }
        try
        {
            await using var host = await LocalFunctionsHost.StartAsync(Options(args, environment), stop);
            await output.WriteLineAsync($"host {host.RoutesAddress.OriginalString}");
            await output.FlushAsync(CancellationToken.None);
            await UntilAsync(stop, host.StopRequested);
            using var patience = new CancellationTokenSource(DrainTime, TimeProvider.System);
            await host.StopAsync(patience.Token);
            if (stop.IsCancellationRequested)
                return 0;
            await errors.WriteLineAsync("error: the app stopped itself; the log says why.");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (StartFaults.Of(exception) is { } faults)
        {
            await errors.WriteLineAsync($"error: {string.Join(" | ", faults)}");
            return 1;
        }
    }

    private LocalHostOptions Options(
        IReadOnlyList<string> args, IReadOnlyDictionary<string, string?> environment)
    {
        var parsed = HostArguments.Parse(args);
        var beside = Path.Combine(AppContext.BaseDirectory, "local.settings.json");
        var file = parsed.SettingsPath ?? (File.Exists(beside) ? beside : null);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var values = file is null ? environment : SettingsFile.Read(file).Concat(environment);
        foreach (var (name, value) in values)
            settings[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        TimeProvider time = parsed.ClockAhead == TimeSpan.Zero ? app.Time : new ShiftedClock(parsed.ClockAhead);
        return new LocalHostOptions
        {
            Assemblies = app.Assemblies,
            Types = app.Types,
            ConfigureServices = (services, configuration) =>
            {
                // First: the app takes the clock that is there.
                services.AddSingleton(time);
                app.ConfigureServices(services, configuration);
            },
            ConfigureLogging = app.ConfigureLogging,
            Settings = settings,
            Port = parsed.Port,
            Key = parsed.Key,
            HostJson = parsed.HostJson,
            HiddenTime = parsed.Hidden,
            Time = time,
        };
    }

    private static async Task UntilAsync(CancellationToken one, CancellationToken other)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(one, other);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
