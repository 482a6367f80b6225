using Microsoft.Azure.Functions.Worker;
using PushFunctions.LocalHost.Functions;
using PushFunctions.LocalHost.Queues;

namespace PushFunctions.LocalHost.Http;

/// <summary>Runs functions because somebody asked, not because their trigger fired.</summary>
internal sealed class ManualRuns(HostRuntime host)
{
    private readonly InFlight _runs = new();

    /// <returns>Whether it went well, once it has ended.</returns>
    public Task<bool> Start(HostedFunction.Timer function) =>
        Start(function, function.Arguments.Select(make => make(new TimerInfo(), host.Life.Stopping)));

    /// <summary>Runs it on a message that was never on the queue.</summary>
    /// <returns>Whether it went well, once it has ended.</returns>
    public Task<bool> Start(HostedFunction.Queue function, string input) =>
        Start(function, function.Arguments.Select(make => make(MessageText.Make(input), host.Life.Stopping)));

    public Task DrainAsync() => _runs.WaitForAtMostAsync(0, host.Life.Killed);

    private async Task<bool> Start(HostedFunction function, IEnumerable<object?> arguments)
    {
        var succeeded = false;
        await _runs.Start(async () => succeeded = await host.TryAsync(function, arguments));
        return succeeded;
    }
}
