using System.Collections.Frozen;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>
/// Knows which pushes are paused, stalled or cancelled. Their names are read every two seconds while there are calls,
/// so that asking before each call costs nothing; what is named is looked at.
/// </summary>
public sealed class HeldPushes(
    StorageClients storage, PushStore pushes, TimeProvider time, ILogger<HeldPushes> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>Older than this, the names are waited for: nobody has asked for a while.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private FrozenSet<string> _names = [];
    private long? _readAt;
    private Task? _reading;

    /// <summary>What holds for a push now.</summary>
    public async ValueTask<Hold> FindAsync(string pushId, CancellationToken cancellationToken)
    {
        if (Read() is { } reading) await reading.WaitAsync(cancellationToken);
        return Volatile.Read(ref _names).Contains(pushId) ? await LookAsync(pushId, cancellationToken) : Hold.None;
    }

    /// <summary>What the push's own row says.</summary>
    public async Task<Hold> LookAsync(string pushId, CancellationToken cancellationToken) =>
        await pushes.FindAsync(pushId, cancellationToken) switch
        {
            { CancelledAt: not null } => Hold.Cancelled,
            { Rests: true } => Hold.Paused,
            // Its name is written before the push says so, and deleted after.
            _ => Hold.None,
        };

    /// <returns>What to wait for; null: the names are fresh enough, or nearly so and being read.</returns>
    private Task? Read()
    {
        lock (_lock)
        {
            var age = _readAt is { } at ? time.GetElapsedTime(at) : TimeSpan.MaxValue;
            if (age < Fresh) return null;
            if (_reading is not { IsCompleted: false }) _reading = ReadAsync();
            return age < Old ? null : _reading;
        }
    }

    private async Task ReadAsync()
    {
        // Off the lock, which is held until here.
        await Task.Yield();
        var began = time.GetTimestamp();
        var names = new List<string>();
        try
        {
            await foreach (var row in storage.PushIndex.QueryAsync<IndexRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {IndexRow.Held}"), select: ["PartitionKey", "RowKey"]))
            {
                names.Add(row.RowKey);
            }
        }
        catch (Exception exception) when (StorageErrors.IsAway(exception))
        {
            // Those that are known stay held. Who is paused meanwhile cannot be told anyway.
            log.HeldNotRead(exception);
            return;
        }

        lock (_lock) (_names, _readAt) = (names.ToFrozenSet(StringComparer.Ordinal), began);
    }
}
