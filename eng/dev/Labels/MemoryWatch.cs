using System.Diagnostics;

namespace PushFunctions.Dev.Labels;

/// <summary>Watches by how much this process grows.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private const double Megabyte = 1_048_576;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    private readonly Process _process = Process.GetCurrentProcess();
    private readonly ITimer _timer;
    private readonly long _atStart;
    private long _most;

    public MemoryWatch()
    {
        // What others have left would be counted as ours, or hide it.
        GC.Collect();
        _atStart = _most = Look();
        _timer = TimeProvider.System.CreateTimer(_ => _most = Math.Max(_most, Look()), state: null, Every, Every);
    }

    public double MegabytesGrown => (Math.Max(_most, Look()) - _atStart) / Megabyte;

    public void Dispose()
    {
        _timer.Dispose();
        _process.Dispose();
    }

    private long Look()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }
}
