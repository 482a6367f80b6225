using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LocalHost.Timers;

/// <summary>Makes one argument of a timer function.</summary>
internal delegate object? TimerArgument(TimerInfo timer, CancellationToken stopping);
