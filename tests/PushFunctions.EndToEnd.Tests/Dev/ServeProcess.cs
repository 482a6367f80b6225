using System.Diagnostics;
using System.Threading.Channels;
using PushFunctions.Dev.Serve;

namespace PushFunctions.EndToEnd.Tests.Dev;

/// <summary>The tool as a process of its own, as <c>./dev serve</c> runs it.</summary>
public sealed class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<ReadyLine> _lines = Channel.CreateUnbounded<ReadyLine>();
    private readonly Lock _gate = new();
    private string _errors = "";

    private ServeProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && ReadyLine.Parse(text) is { } ready)
            {
                _lines.Writer.TryWrite(ready);
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_gate)
            {
                _errors += line.Data + '\n';
            }
        };
    }

    public int ProcessId => _process.Id;

    public string Errors
    {
        get
        {
            lock (_gate)
            {
                return _errors;
            }
        }
    }

    /// <summary>Starts <c>serve</c> with these options.</summary>
    public static ServeProcess Start(params IEnumerable<string> options)
    {
        var process = DevTool.Start(["serve", .. options]);
        var served = new ServeProcess(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return served;
    }

    /// <summary>Starts <c>serve</c> on free ports.</summary>
    public static ServeProcess StartOnFreePorts(params IEnumerable<string> options) =>
        Start([.. DevTool.FreePorts(), .. options]);

    /// <summary>The next ready line.</summary>
    public async Task<ReadyLine> ReadyAsync()
    {
        try
        {
            return await _lines.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No ready line within {Patience.TotalSeconds:0} s:\n{Errors}");
        }
    }

    /// <summary>The exit code, when it ends by itself.</summary>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public static IReadOnlyList<int> ProcessesOf(ReadyLine line) =>
        [.. line.Pids.Hosts, .. line.Pids.Azurite, line.Pids.Simulator];

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
