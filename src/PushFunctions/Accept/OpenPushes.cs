using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>How many pushes are open, as the watchdog last counted; read at most every 15 s.</summary>
public sealed class OpenPushes(StorageClients storage, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private DateTimeOffset _readAt;
    private int _count;

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (time.GetUtcNow() - _readAt < Fresh) return _count;
            _readAt = time.GetUtcNow();
        }

        var row = await storage.PushIndex.FindAsync<IndexRow>(IndexRow.Stats, IndexRow.Open, cancellationToken);
        lock (_lock) return _count = row?.Count ?? 0;
    }
}
