using System.Diagnostics;
using System.Threading.Channels;
using PushFunctions.Dev.Serve;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

/// <summary>The tool as a process of its own, as <c>./dev serve</c> runs it.</summary>
public sealed class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Channel<ReadyLine> lines = Channel.CreateUnbounded<ReadyLine>();
    private readonly Lock gate = new();
    private string errors = "";

    private ServeProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && ReadyLine.Parse(text) is { } ready)
            {
                lines.Writer.TryWrite(ready);
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (gate)
            {
                errors += line.Data + '\n';
            }
        };
    }

    public int ProcessId => process.Id;

    public string Errors
    {
        get
        {
            lock (gate)
            {
                return errors;
            }
        }
    }

    /// <summary>Starts <c>serve</c> with these options.</summary>
    public static ServeProcess Start(params IEnumerable<string> options)
    {
        var tool = typeof(ReadyLine).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [tool, "serve", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var served = new ServeProcess(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return served;
    }

    /// <summary>Starts <c>serve</c> on free ports.</summary>
    public static ServeProcess StartOnFreePorts(params IEnumerable<string> options)
    {
        var ports = Ports.Free(2);
        // Three in a row are needed: the first of a free pair of neighbours is not enough.
        var storage = Enumerable.Range(0, 50).Select(_ => Ports.Free(1)[0]).First(port => AreFree(port + 1, port + 2));
        return Start(["--port", $"{ports[0]}", "--simulator-port", $"{ports[1]}", "--storage-port", $"{storage}", .. options]);
    }

    /// <summary>The next ready line.</summary>
    public async Task<ReadyLine> ReadyAsync()
    {
        try
        {
            return await lines.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No ready line within {Patience.TotalSeconds:0} s:\n{Errors}");
        }
    }

    /// <summary>The exit code, when it ends by itself.</summary>
    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public static IReadOnlyList<int> ProcessesOf(ReadyLine line) =>
        [.. line.Pids.Hosts, .. line.Pids.Azurite, line.Pids.Simulator];

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static bool AreFree(params IEnumerable<int> ports)
    {
        try
        {
            foreach (var port in ports)
            {
                Ports.Require(port, "--storage-port", "storage");
            }

            return true;
        }
        catch (StackException)
        {
            return false;
        }
    }
}
