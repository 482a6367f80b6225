using System.Runtime.InteropServices;
using AgoraChat.Simulator;

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    await using var simulator = await SimulatorServer.StartAsync(
        CommandLine.Read(args),
        TimeProvider.System,
        // The one line on stdout is for whoever started this.
        log => log.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning)
            // A start that fails is told below, in one line.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None),
        stop.Token);
    Console.WriteLine($"simulator {simulator.Address}");
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    return 0;
}
catch (Exception wrong) when (wrong is ArgumentException or IOException)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
