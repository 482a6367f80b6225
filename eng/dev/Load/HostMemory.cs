using System.Diagnostics;

namespace PushFunctions.Dev.Load;

/// <summary>The working sets of the hosts, looked at from time to time.</summary>
internal sealed class HostMemory
{
    private const double Megabyte = 1_048_576;
    private readonly List<MemorySample> _samples = [];

    /// <summary>Looks at each host.</summary>
    public void Sample(DateTimeOffset now, IReadOnlyList<int> processes)
    {
        lock (_samples) _samples.Add(new(now, [.. processes.Select(Megabytes)]));
    }

    /// <summary>By how many megabytes each host grew at most.</summary>
    /// <param name="since">What a host had then is where growth begins.</param>
    public IReadOnlyList<double> GrowthSince(DateTimeOffset since)
    {
        lock (_samples) return GrowthSince(since, _samples);
    }

    internal static IReadOnlyList<double> GrowthSince(DateTimeOffset since, IEnumerable<MemorySample> samples)
    {
        var later = samples.Where(sample => sample.At >= since).ToList();
        return later is [var first, ..]
            ? [.. first.Megabytes.Select((start, host) => later.Max(sample => sample.Megabytes[host]) - start)]
            : [];
    }

    private static double Megabytes(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64 / Megabyte;
    }
}

/// <summary>The working set of each host at one moment.</summary>
internal sealed record MemorySample(DateTimeOffset At, IReadOnlyList<double> Megabytes);
