using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Both tables of members, side by side.</summary>
internal sealed class LabelStreams(StorageClients storage, TimeProvider time) : IAsyncDisposable
{
    private static readonly IReadOnlyList<string> WantedColumns =
        [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp)];

    private static readonly IReadOnlyList<string> AppliedColumns =
    [
        nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(LabelAppliedRow.IsMember),
        nameof(LabelAppliedRow.Refused), nameof(LabelAppliedRow.RefusedAt), nameof(LabelAppliedRow.RefusedVersion),
    ];

    public RowStream<LabelMemberRow> Wanted { get; } = new(storage.LabelMembers, WantedColumns, time);

    public RowStream<LabelAppliedRow> Applied { get; } = new(storage.LabelApplied, AppliedColumns, time);

    /// <summary>The partition that comes next in either table; null: both are at their ends.</summary>
    public string? Partition
    {
        get
        {
            var (one, other) = (Wanted.Current?.PartitionKey, Applied.Current?.PartitionKey);
            return one is null || (other is not null && string.CompareOrdinal(other, one) < 0) ? other : one;
        }
    }

    /// <summary>The user of a partition who comes next in either table; null: there is none.</summary>
    public string? NextUser(string partition)
    {
        var one = Wanted.Current is { } wanted && wanted.PartitionKey == partition ? wanted.RowKey : null;
        var other = Applied.Current is { } applied && applied.PartitionKey == partition ? applied.RowKey : null;
        return one is null || (other is not null && string.CompareOrdinal(other, one) < 0) ? other : one;
    }

    public Task OpenAsync(string? filter, CancellationToken cancellationToken) => Task.WhenAll(
        Wanted.OpenAsync(filter, cancellationToken), Applied.OpenAsync(filter, cancellationToken));

    /// <summary>Goes to a label's rows, from a user on; null: from the first.</summary>
    public Task OpenAsync(LabelPartition label, string? from, CancellationToken cancellationToken) => OpenAsync(
        from is null
            ? TableClient.CreateQueryFilter($"PartitionKey eq {label.Key}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {label.Key} and RowKey ge {from}"),
        cancellationToken);

    public Task SkipAsync(string partition, CancellationToken cancellationToken) => Task.WhenAll(
        Wanted.SkipAsync(partition, cancellationToken), Applied.SkipAsync(partition, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await Wanted.DisposeAsync();
        await Applied.DisposeAsync();
    }
}
