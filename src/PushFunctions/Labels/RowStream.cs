using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Labels;

/// <summary>
/// Rows in the order of their keys. While a page is read the next one is on its way; no more than these two are held.
/// </summary>
internal sealed class RowStream<T>(TableClient table, IReadOnlyList<string> columns, TimeProvider time)
    : IAsyncDisposable
    where T : class, ITableEntity
{
    private const int PageSize = 1_000;

    private IAsyncEnumerator<Page<T>>? _pages;
    private Task<bool>? _ahead;
    private IReadOnlyList<T> _rows = [];
    private int _at;
    private DateTimeOffset _askedAt;

    /// <summary>The row at which it is; null: at the end.</summary>
    public T? Current => _at < _rows.Count ? _rows[_at] : null;

    /// <summary>When its page was asked for: the row is as old as that.</summary>
    public DateTimeOffset ReadAt { get; private set; }

    /// <summary>Goes to the first row that a filter is for; null: of the table.</summary>
    public async Task OpenAsync(string? filter, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _pages = table.QueryAsync<T>(filter, PageSize, columns, cancellationToken).AsPages()
            .GetAsyncEnumerator(cancellationToken);
        Ask();
        await TakePagesAsync(_ => true);
    }

    /// <summary>Goes to the next row.</summary>
    public async ValueTask MoveAsync()
    {
        if (++_at >= _rows.Count) await TakePagesAsync(_ => true);
    }

    /// <summary>
    /// Goes behind the rows of a partition; where they fill more than the pages at hand, by asking for what follows.
    /// </summary>
    public async Task SkipAsync(string partition, CancellationToken cancellationToken)
    {
        if (Current?.PartitionKey != partition) return;
        if (_rows[^1].PartitionKey == partition)
        {
            // The page that is on its way is paid for; one more is only asked for when it leads out.
            await TakePagesAsync(page => page[^1].PartitionKey != partition);
            if (Current is { } first && _rows[^1].PartitionKey == partition && first.PartitionKey == partition)
            {
                await OpenAsync(
                    TableClient.CreateQueryFilter($"PartitionKey gt {partition}"), cancellationToken);
                return;
            }
        }

        while (Current?.PartitionKey == partition) await MoveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // An enumerator that is asked cannot be ended.
        if (_ahead is { } ahead)
        {
            await ((Task)ahead).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (_pages is not null) await _pages.DisposeAsync();
        (_pages, _ahead, _rows, _at) = (null, null, [], 0);
    }

    /// <summary>Takes the next page that has rows.</summary>
    /// <param name="goOn">Whether the one behind it is to be asked for.</param>
    private async Task TakePagesAsync(Func<IReadOnlyList<T>, bool> goOn)
    {
        (_rows, _at) = ([], 0);
        while (_rows.Count == 0)
        {
            if (_ahead is null && _pages is not null) Ask();
            if (_ahead is null || !await _ahead)
            {
                _ahead = null;
                if (_pages is not null) await _pages.DisposeAsync();
                _pages = null;
                return;
            }

            (_rows, ReadAt, _ahead) = (_pages!.Current.Values, _askedAt, null);
            if (_rows.Count == 0 || goOn(_rows)) Ask();
        }
    }

    private void Ask()
    {
        _askedAt = time.GetUtcNow();
        _ahead = _pages!.MoveNextAsync().AsTask();
    }
}
