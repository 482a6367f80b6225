using System.Text.Json.Serialization.Metadata;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Crowd;

/// <summary>A benchmark with one host and very many pushes.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Short">How many pushes they are.</param>
/// <param name="Full">How many with <c>--full</c>.</param>
/// <param name="CallsPerMinute">The limit of the far side.</param>
internal sealed record CrowdBench(string Name, int Short, int Full, int CallsPerMinute)
{
    /// <param name="line">It may name another number of pushes.</param>
    /// <param name="measure">Measures with that stack and so many pushes.</param>
    /// <param name="read">The figures of what was measured.</param>
    /// <param name="type">How it is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The exit code: 0 when all goals are met.</returns>
    public Task<int> RunAsync<T>(
        CommandLine line, Func<LocalStackOptions, int, Task<T>> measure, Func<T, IReadOnlyList<Figure>> read,
        JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var pushes = line.Count ?? (line.Full ? Full : Short);
        return BenchReport.RunAsync(
            new(Name, $"{pushes}"), line.ToBenchOptions(CallsPerMinute) with { Instances = 1 },
            stack => measure(stack, pushes), read, type, cancellationToken);
    }
}
