using Azure.Storage.Queues;
using Microsoft.AspNetCore.Routing.Patterns;
using PushFunctions.LocalHost.Queues;
using PushFunctions.LocalHost.Timers;

namespace PushFunctions.LocalHost.Functions;

/// <summary>A function and what starts it.</summary>
internal abstract record HostedFunction(FunctionMethod Method)
{
    public string Name => Method.Name;

    /// <summary>Started by a request.</summary>
    /// <param name="Method">The function.</param>
    /// <param name="Route">Where, with the prefix.</param>
    /// <param name="Verbs">The methods it answers, upper case; empty means all.</param>
    /// <param name="NeedsKey">Whether callers need the key, if the host has one.</param>
    /// <param name="Arguments">Makes each argument.</param>
    public sealed record Http(
        FunctionMethod Method,
        RoutePattern Route,
        IReadOnlyList<string> Verbs,
        bool NeedsKey,
        IReadOnlyList<Func<HttpContext, object?>> Arguments) : HostedFunction(Method);

    /// <summary>Started by a queue message.</summary>
    public sealed record Queue(
        FunctionMethod Method,
        QueueServiceClient Service,
        string QueueName,
        IReadOnlyList<QueueArgument> Arguments) : HostedFunction(Method);

    /// <summary>Started by the clock.</summary>
    public sealed record Timer(
        FunctionMethod Method,
        string Text,
        TimerSchedule Schedule,
        bool Monitored,
        bool RunOnStartup,
        IReadOnlyList<TimerArgument> Arguments) : HostedFunction(Method);
}
