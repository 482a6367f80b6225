using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Map;

/// <summary>
/// The mappings that were put at run time, as this process last read them. Whoever needs them when that is too long ago
/// waits for them to be read again: a process that has slept for hours must not use what it knew then.
/// </summary>
public sealed class MappingCache(
    StorageClients storage, IOptions<MappingOptions> options, TimeProvider time, ILogger<MappingCache> log)
{
    private static readonly string[] Versions = ["PartitionKey", "RowKey", nameof(MappingRow.Version)];

    private readonly Lock _gate = new();
    private FrozenDictionary<string, StoredMapping> _known = FrozenDictionary<string, StoredMapping>.Empty;
    private long _knownAsOf = long.MinValue;
    private long? _asOf;
    private Task? _reading;
    private int _changes;

    /// <summary>All, as last read.</summary>
    public IReadOnlyCollection<StoredMapping> All => _known.Values;

    public StoredMapping? Find(string app, string type) =>
        // The type comes from the event and may hold what parts an app from a type in the key.
        _known.GetValueOrDefault(MappingRow.PartitionOf(app, type)) is { } mapping
        && mapping.App == app && mapping.Type == type
            ? mapping
            : null;

    /// <summary>Reads again what has changed, if that is due.</summary>
    public Task FreshenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_asOf is { } asOf && time.GetElapsedTime(asOf) < options.Value.RefreshEvery) return Task.CompletedTask;
            // One reads for all, and does not stop when the first of them has gone.
            if (_reading is null or { IsCompleted: true }) _reading = ReadAsync();
            return _reading.WaitAsync(cancellationToken);
        }
    }

    /// <summary>After a change of this process's own: the next who needs them reads.</summary>
    public void Outdate()
    {
        lock (_gate)
        {
            _asOf = null;
            // One that is under way may have passed the changed row.
            _reading = null;
            _changes++;
        }
    }

    private async Task ReadAsync()
    {
        var (asOf, before, changes) = (time.GetTimestamp(), _known, _changes);
        var known = new Dictionary<string, StoredMapping>(StringComparer.Ordinal);
        await foreach (var row in storage.Mappings.QueryAsync<MappingRow>(
            select: Versions, cancellationToken: CancellationToken.None))
        {
            if (before.TryGetValue(row.PartitionKey, out var same) && same.Version == row.Version)
                known.Add(row.PartitionKey, same);
            else if (await ReadAsync(row.PartitionKey) is { } changed) known.Add(row.PartitionKey, changed);
        }

        lock (_gate)
        {
            // Two may read at once; what was read later is kept.
            if (_knownAsOf <= asOf)
                (_known, _knownAsOf) = (known.ToFrozenDictionary(StringComparer.Ordinal), asOf);
            if (_changes == changes) _asOf = asOf;
        }
    }

    private async Task<StoredMapping?> ReadAsync(string partition)
    {
        var answer = await storage.Mappings.GetEntityIfExistsAsync<MappingRow>(
            partition, MappingRow.Key, cancellationToken: CancellationToken.None);
        if (!answer.HasValue) return null;
        log.Changed(answer.Value!.App, answer.Value.Type, answer.Value.Version);
        return new(answer.Value);
    }
}
