namespace PushFunctions.LocalHost.Functions;

/// <summary>Runs a function once: a scope of its own, an instance of its own.</summary>
internal sealed class FunctionRunner(IServiceProvider services)
{
    /// <returns>What the function returned, or null for a function that returns nothing.</returns>
    public async Task<object?> RunAsync(FunctionMethod function, object?[] arguments)
    {
        await using var scope = services.CreateAsyncScope();
        var instance = function.CreateInstance(scope.ServiceProvider);
        try
        {
            return await function.InvokeAsync(instance, arguments);
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }
}
