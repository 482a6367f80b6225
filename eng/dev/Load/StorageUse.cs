namespace PushFunctions.Dev.Load;

/// <summary>Counts what storage was asked, second by second, so that any stretch can be told afterwards.</summary>
internal sealed class StorageUse
{
    private const string EmptyPoll = "";
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Second, string Kind), int> _counts = [];

    public void Take(AccessLine request)
    {
        var key = (request.At.ToUnixTimeSeconds(), request.IsEmptyPoll ? EmptyPoll : request.Kind);
        lock (_gate) _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <param name="seconds">The stretch; the log knows no parts of seconds.</param>
    /// <param name="batches">The calls of that stretch.</param>
    public StorageFigures Of(WholeSeconds seconds, int batches)
    {
        lock (_gate)
        {
            var kinds = _counts.Where(count => seconds.Contains(count.Key.Second))
                .GroupBy(count => count.Key.Kind, count => count.Value)
                .ToDictionary(kind => kind.Key, kind => kind.Sum());
            kinds.Remove(EmptyPoll, out var empty);
            return new(
                Operations: kinds.Values.Sum(),
                EmptyPolls: empty,
                PerBatch: (double)kinds.Values.Sum() / Math.Max(1, batches),
                KindsPerBatch: kinds.OrderByDescending(kind => kind.Value)
                    .ToDictionary(kind => kind.Key, kind => Math.Round((double)kind.Value / Math.Max(1, batches), 3)));
        }
    }
}

/// <summary>What a stretch cost storage.</summary>
/// <param name="Operations">Requests, but for the empty polls.</param>
/// <param name="EmptyPolls">Looks at a queue that found nothing.</param>
/// <param name="PerBatch">Operations for each call to the far side.</param>
/// <param name="KindsPerBatch">The same by verb and table, queue or container.</param>
internal sealed record StorageFigures(
    int Operations, int EmptyPolls, double PerBatch, IReadOnlyDictionary<string, double> KindsPerBatch);
