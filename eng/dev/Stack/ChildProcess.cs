using System.Diagnostics;

namespace PushFunctions.Dev.Stack;

/// <summary>A process of the stack: its lines are passed on, its readiness awaited, its end arranged.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private readonly Process process;
    private readonly string name;
    private readonly Action<string> log;
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, bool> isReady;
    private readonly Queue<string> lastLines = new();

    private ChildProcess(string name, ProcessStartInfo start, Func<string, bool> isReady, Action<string> log)
    {
        this.name = name;
        this.isReady = isReady;
        this.log = log;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
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
        var wait = ready.Task.WaitAsync(within, TimeProvider.System, cancellationToken);
        await Task.WhenAny(wait, Ended);
        if (ready.Task.IsCompletedSuccessfully)
        {
            return await ready.Task;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new StackException(Ended.IsCompleted
            ? $"{name} ended with exit code {await Ended} before it was up. Its last lines:\n{LastLines()}"
            : $"{name} was not up within {within.TotalSeconds:0} s. Its last lines:\n{LastLines()}");
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
    public async Task KillAsync()
    {
        if (IsRunning)
        {
            process.Kill();
        }

        await Ended;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void Launch(string program)
    {
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new StackException($"{name} needs `{program}`, which did not start: {missing.Message}.", missing);
        }

        Id = process.Id;
        Undertaker.Born(Id);
        Ended = EndAsync();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        Undertaker.Died(Id);
        return process.ExitCode;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lastLines)
        {
            lastLines.Enqueue(line);
            while (lastLines.Count > KeptLines)
            {
                lastLines.Dequeue();
            }
        }

        log(line);
        if (isReady(line))
        {
            ready.TrySetResult(line);
        }
    }

    private string LastLines()
    {
        lock (lastLines)
        {
            return lastLines.Count == 0 ? "  (none)" : string.Join('\n', lastLines.Select(line => "  " + line));
        }
    }
}
