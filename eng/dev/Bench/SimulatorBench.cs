using System.Diagnostics;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Bench;

/// <summary>Pushes a million times through a simulator of its own, and watches speed and memory.</summary>
internal static class SimulatorBench
{
    private const long Pushes = 1_000_000;
    private const int MostUsers = 100;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TimeOfOne = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(150);

    public static Task<int> RunAsync(EndSignal end)
    {
        AnsiConsole.WriteLine($"{Pushes:N0} pushes through the simulator ...");
        return BenchReport.RunAsync(
            new("simulator"), new(), stack => MeasureAsync(stack.Log, end.Token),
            result => result.Figures(), SimulatorJson.Default.SimulatorResult, end.Token);
    }

    private static async Task<SimulatorResult> MeasureAsync(Action<string> log, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(MostTime, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var port = Ports.Free(1)[0];
        await using var simulator = ChildProcess.Start(
            "simulator",
            "dotnet",
            [LocalStack.Program("AgoraChat.Simulator"), "--port", $"{port}", "--calls-per-minute", "1000000000"],
            new Dictionary<string, string>(),
            line => line.StartsWith("simulator http", StringComparison.Ordinal),
            log);
        await simulator.ReadyAsync(StartTime, either.Token);
        try
        {
            return await MeasureAsync(new Uri($"http://127.0.0.1:{port}/"), simulator.Id, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new StackException(
                $"The simulator did not take {Pushes:N0} pushes within {MostTime.TotalSeconds:0} s. "
                + "End what else runs on this machine, and try again.");
        }
    }

    private static async Task<SimulatorResult> MeasureAsync(
        Uri simulator, int processId, CancellationToken cancellationToken)
    {
        using var process = Process.GetProcessById(processId);
        using var load = new PushLoad(simulator);
        var atStart = Megabytes(process);

        // The first calls are those of a program that is not compiled yet.
        var warmUp = await load.RunAsync(1, WarmUp, cancellationToken);
        var ones = await load.RunAsync(1, TimeOfOne, cancellationToken);
        var left = (Pushes / 2) - warmUp.Calls - ones.Calls;
        var toHalf = await load.RunAsync(MostUsers, (left + MostUsers - 1) / MostUsers, cancellationToken);
        var atHalf = Megabytes(process);
        var toEnd = await load.RunAsync(MostUsers, Pushes / 2 / MostUsers, cancellationToken);

        var hundreds = new LoadResult(toHalf.Calls + toEnd.Calls, toHalf.Time + toEnd.Time);
        return new(ones.PerSecond, hundreds.PerSecond, Pushes, atStart, atHalf, Megabytes(process));
    }

    private static double Megabytes(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1_048_576d;
    }
}
