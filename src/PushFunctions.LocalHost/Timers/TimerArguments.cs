using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LocalHost.Timers;

/// <summary>Knows what a timer function may take.</summary>
internal static class TimerArguments
{
    /// <returns>The way to make the argument, or null when the host cannot make one of this type.</returns>
    public static TimerArgument? For(ParameterInfo parameter, bool isTrigger) => parameter.ParameterType switch
    {
        var type when type == typeof(CancellationToken) && !isTrigger => (_, stopping) => stopping,
        var type when type == typeof(TimerInfo) && isTrigger => (timer, _) => timer,
        _ => null,
    };
}
