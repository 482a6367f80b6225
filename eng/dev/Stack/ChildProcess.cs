using System.Diagnostics;

namespace PushFunctions.Dev.Stack;

/// <summary>A process of the stack: its lines are passed on, its readiness awaited, its end arranged.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private readonly Process _process;
    private readonly string _name;
    private readonly Action<string> _log;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, bool> _isReady;
    private readonly Queue<string> _lastLines = new();

    private ChildProcess(string name, ProcessStartInfo start, Func<string, bool> isReady, Action<string> log)
    {
        _name = name;
        _isReady = isReady;
        _log = log;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
    }

    /// <summary>The operating system's number of the process.</summary>
    public int Id { get; private set; }

    /// <summary>Ends, with the exit code, when the process has ended.</summary>
    public Task<int> Ended { get; private set; } = Task.FromResult(0);

    /// <summary>Whether the process runs.</summary>
    public bool IsRunning => !Ended.IsCompleted;

    /// <summary>Starts a program; each of its lines goes to <paramref name="log"/>.</summary>
    /// <exception cref="StackException">The program is not there.</exception>
    public static ChildProcess Start(
        string name,
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        Func<string, bool> isReady,
        Action<string> log)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var child = new ChildProcess(name, start, isReady, log);
        child.Launch(program);
        return child;
    }

    /// <summary>Waits for the line that says that the process is up, and returns it.</summary>
    /// <exception cref="StackException">It ended first, or did not say so in time.</exception>
    public async Task<string> ReadyAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var wait = _ready.Task.WaitAsync(within, TimeProvider.System, cancellationToken);
        await Task.WhenAny(wait, Ended);
        if (_ready.Task.IsCompletedSuccessfully)
        {
            return await _ready.Task;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new StackException(Ended.IsCompleted
            ? $"{_name} ended with exit code {await Ended} before it was up. Its last lines:\n{LastLines()}"
            : $"{_name} was not up within {within.TotalSeconds:0} s. Its last lines:\n{LastLines()}");
    }

    /// <summary>Asks the process to end with a signal, and kills it when it has not ended within the grace.</summary>
    public async Task StopAsync(int signal, TimeSpan grace)
    {
        if (IsRunning)
        {
            Signals.Send(Id, signal);
            await Task.WhenAny(Ended, Task.Delay(grace, TimeProvider.System));
        }

        await KillAsync();
    }

    /// <summary>Kills the process at once, as a crash would.</summary>
    /// <returns>False: it had ended already.</returns>
    public async Task<bool> KillAsync()
    {
        var wasRunning = IsRunning;
        if (wasRunning) _process.Kill();
        await Ended;
        return wasRunning;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Launch(string program)
    {
        try
        {
            _process.Start();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new StackException($"{_name} needs `{program}`, which did not start: {missing.Message}.", missing);
        }

        Id = _process.Id;
        Undertaker.Born(Id);
        Ended = EndAsync();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        Undertaker.Died(Id);
        return _process.ExitCode;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            while (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }

        _log(line);
        if (_isReady(line))
        {
            _ready.TrySetResult(line);
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
        {
            return _lastLines.Count == 0 ? "  (none)" : string.Join('\n', _lastLines.Select(line => "  " + line));
        }
    }
}
