using PushFunctions.LocalHost.Functions;

namespace PushFunctions.LocalHost;

/// <summary>What all triggers of one host share.</summary>
internal sealed record HostRuntime(FunctionRunner Runner, HostLife Life, TimeProvider Time, ILogger Logger)
{
    /// <summary>Runs a function that nobody waits for an answer of; a failure is logged.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Lazy: an argument that cannot be made is a failure of the run.</param>
    /// <returns>Whether it went well.</returns>
    public async Task<bool> TryAsync(HostedFunction function, IEnumerable<object?> arguments)
    {
        try
        {
            await Runner.RunAsync(function.Method, arguments.ToArray());
            return true;
        }
        catch (OperationCanceledException) when (Life.Stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            Log.Failed(Logger, exception, function.Name);
            return false;
        }
    }
}
