using Azure;
using Azure.Data.Tables;
using PushFunctions.Events;
using PushFunctions.Storage;

namespace PushFunctions.Expand;

/// <summary>
/// The users of one label in the order of their ids, read page by page, one page ahead. What nobody asks for is left
/// out: where a page read ahead does not reach far enough, the reading begins anew where it is to go on. Rows that name
/// nobody who could be a user, and those of a label that is to go, are passed over.
/// </summary>
public sealed class LabelUsers : IAsyncDisposable
{
    private static readonly string[] Columns = ["RowKey", nameof(LabelMemberRow.Timestamp)];

    private readonly TableClient _table;
    private readonly LabelPartition _label;
    private readonly LabelRow? _row;
    private readonly int _pageRows;
    private readonly CancellationTokenSource _end;
    private IAsyncEnumerator<Page<LabelMemberRow>> _pages;
    private Task<bool> _ahead;
    private IReadOnlyList<string> _page = [];
    private int _at;
    private int _read;
    private bool _isOver;

    /// <param name="row">What is known of the label; null: nothing, its members may all the same be there.</param>
    /// <param name="from">The first id that is wanted; reading begins at once.</param>
    public LabelUsers(
        TableClient table, LabelPartition label, LabelRow? row, string from, int pageRows,
        CancellationToken cancellationToken)
    {
        (_table, _label, _row, _pageRows) = (table, label, row, pageRows);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        (_pages, _ahead) = Begin(from);
    }

    /// <summary>The user that was come to; null: there is none any more.</summary>
    public string? Current => _at < _page.Count ? _page[_at] : null;

    public string Label => _label.Label;

    /// <summary>How many users the label had when a sync last counted; null: nobody has counted.</summary>
    public int? LastCount => _row is { IsDeleted: false, DesiredCount: > 0 and var users } ? users : null;

    /// <summary>Users passed so far, of those that were read.</summary>
    public int Passed => _read - (_page.Count - _at);

    /// <summary>Whether some were left out.</summary>
    public bool HasSkipped { get; private set; }

    /// <summary>Pages asked for so far.</summary>
    public int Pages { get; private set; }

    /// <summary>Pages that were come to so far.</summary>
    public int PagesRead { get; private set; }

    /// <summary>Goes on to the first user from an id on; never back.</summary>
    public async ValueTask SeekAsync(string id)
    {
        for (var passed = 0; ; passed++)
        {
            while (_at < _page.Count && string.CompareOrdinal(_page[_at], id) < 0) _at++;
            if (_at < _page.Count || _isOver) return;
            if (passed == 2) await BeginAnewAsync(id);
            do
            {
                await ReadPageAsync();
            }
            // An answer may be empty although there are more.
            while (_page.Count == 0 && !_isOver);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // At once: what it calls only ends a request.
        _end.Cancel();
        await LeaveAsync();
        _end.Dispose();
    }

    private (IAsyncEnumerator<Page<LabelMemberRow>> Pages, Task<bool> Ahead) Begin(string from)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {_label.Key} and RowKey ge {from}");
        var pages = _table.QueryAsync<LabelMemberRow>(filter, _pageRows, Columns, _end.Token)
            .AsPages().GetAsyncEnumerator(_end.Token);
        Pages++;
        return (pages, pages.MoveNextAsync().AsTask());
    }

    private async ValueTask BeginAnewAsync(string from)
    {
        await LeaveAsync();
        HasSkipped = true;
        (_pages, _ahead) = Begin(from);
    }

    private async ValueTask ReadPageAsync()
    {
        if (!await _ahead)
        {
            (_page, _at, _isOver) = ([], 0, true);
            return;
        }

        (_page, _at) = ([.. _pages.Current.Values.Where(IsMember).Select(row => row.RowKey)], 0);
        _read += _page.Count;
        PagesRead++;
        _ahead = _pages.MoveNextAsync().AsTask();
        Pages++;
    }

    /// <summary>Who was put before the label was deleted goes with it; who was put later has the new one.</summary>
    private bool IsMember(LabelMemberRow row) => Targets.IsUser(row.RowKey) && !(row.Timestamp <= _row?.DeletedAt);

    /// <summary>What is read ahead may fail, and nobody needs it any more.</summary>
    private async ValueTask LeaveAsync()
    {
        await ((Task)_ahead).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _pages.DisposeAsync();
    }
}
