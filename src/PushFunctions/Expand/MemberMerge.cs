namespace PushFunctions.Expand;

/// <summary>
/// Finds those, in the order of their ids, who have at least one of some labels, all of some and none of some, in one
/// pass over the labels side by side. It can be stopped anywhere and begun anew there.
/// </summary>
/// <param name="any">Who is in one of these; none: everybody.</param>
/// <param name="all">Who is in all of these; none: everybody. One of both there must be.</param>
/// <param name="none">Who is in none of these.</param>
/// <param name="from">The first id that is looked at.</param>
public sealed class MemberMerge(
    IReadOnlyList<LabelUsers> any, IReadOnlyList<LabelUsers> all, IReadOnlyList<LabelUsers> none, string from)
    : IAsyncDisposable
{
    private readonly IReadOnlyList<LabelUsers> _streams = [.. any, .. all, .. none];
    private string? _from = from;
    private int? _pages;

    /// <summary>All ids before this were looked at; null: all there are.</summary>
    public string? From => _from;

    public IReadOnlyList<LabelUsers> Streams => _streams;

    /// <summary>Comes before every id behind this one: no id has a letter before '-'.</summary>
    public static string Behind(string id) => $"{id}!";

    /// <param name="isTimeUp">
    /// Asked whenever a page was read; once it holds, no more is looked at. The first pages are always gone through:
    /// however slow storage is, it goes on.
    /// </param>
    /// <returns>The next one; null: there is none, or time is up.</returns>
    public async ValueTask<string?> FindNextAsync(Func<bool> isTimeUp)
    {
        while (_from is not null && !HasToStop(isTimeUp))
        {
            var id = all.Count > 0 ? await FindCommonAsync(isTimeUp) : await FindFirstAsync();
            if (id is null) return null;
            var isFound = (all.Count == 0 || any.Count == 0 || await IsInOneAsync(any, id))
                && !await IsInOneAsync(none, id);
            _from = Behind(id);
            if (isFound) return id;
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams) await stream.DisposeAsync();
    }

    private bool HasToStop(Func<bool> isTimeUp)
    {
        var pages = 0;
        foreach (var stream in _streams) pages += stream.PagesRead;
        var isNew = pages > _streams.Count && pages != _pages;
        _pages = pages;
        return isNew && isTimeUp();
    }

    /// <summary>The first who is in all: whoever lags behind goes on to where the others are.</summary>
    private async ValueTask<string?> FindCommonAsync(Func<bool> isTimeUp)
    {
        for (var (stream, agreed) = (0, 0); agreed < all.Count; stream = (stream + 1) % all.Count)
        {
            await all[stream].SeekAsync(_from!);
            if (all[stream].Current is not { } id)
            {
                _from = null;
                return null;
            }

            agreed = id == _from ? agreed + 1 : 1;
            _from = id;
            if (agreed < all.Count && HasToStop(isTimeUp)) return null;
        }

        return _from;
    }

    private async ValueTask<string?> FindFirstAsync()
    {
        string? first = null;
        foreach (var stream in any)
        {
            await stream.SeekAsync(_from!);
            if (stream.Current is { } id && (first is null || string.CompareOrdinal(id, first) < 0)) first = id;
        }

        // Those between were looked at and are not there: of all who are, this is the next.
        _from = first;
        return first;
    }

    private static async ValueTask<bool> IsInOneAsync(IEnumerable<LabelUsers> streams, string id)
    {
        foreach (var stream in streams)
        {
            await stream.SeekAsync(id);
            if (stream.Current == id) return true;
        }

        return false;
    }
}
