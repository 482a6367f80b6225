namespace PushFunctions.Dev.Stack;

/// <summary>One host of the stack, started again when it dies.</summary>
internal sealed class HostProcess(string name, Func<ChildProcess> launch, Action restarted, Action<string> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(2);

    private CancellationTokenSource _stopping = new();
    private ChildProcess? _process;
    private Task _watch = Task.CompletedTask;

    /// <summary>Whether it is started again when it dies.</summary>
    public bool Restarts { get; set; }

    /// <summary>Whether it has said that it serves, and runs.</summary>
    public bool IsUp => IsReady && _process is { IsRunning: true };

    /// <summary>The process that runs, or ran last.</summary>
    public int ProcessId => _process?.Id ?? 0;

    private bool IsReady { get; set; }

    /// <summary>Starts it; returns when it serves.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _watch;
        _stopping = new CancellationTokenSource();
        await LaunchAsync(cancellationToken);
        _watch = WatchAsync();
    }

    /// <summary>Kills it, as a crash would.</summary>
    /// <returns>False: it was down already.</returns>
    public Task<bool> KillAsync() => _process?.KillAsync() ?? Task.FromResult(false);

    /// <summary>Lets it finish what it does, and ends it; it is not started again.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await _watch;
        if (_process is not null)
        {
            await _process.StopAsync(Signals.Terminate, grace);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        IsReady = false;
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _process = launch();
        await _process.ReadyAsync(StartTime, cancellationToken);
        IsReady = true;
    }

    private async Task WatchAsync()
    {
        while (_process is not null)
        {
            try
            {
                var code = await _process.Ended.WaitAsync(_stopping.Token);
                if (!Restarts)
                {
                    return;
                }

                log($"{name}: ended with exit code {code}; starting again in {RestartDelay.TotalSeconds:0} s");
                await Task.Delay(RestartDelay, TimeProvider.System, _stopping.Token);
                await LaunchAsync(_stopping.Token);
                restarted();
            }
            catch (StackException failure)
            {
                log($"{name}: {failure.Message}");
                await KillAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
