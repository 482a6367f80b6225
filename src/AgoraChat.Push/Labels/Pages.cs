using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Push;

/// <summary>Lists that come page by page.</summary>
internal sealed class Pages<T>(FarSide farSide, FarSideCall first, JsonTypeInfo<List<T>> type)
    where T : class
{
    /// <summary>Most items of one page.</summary>
    private const int MaxSize = 100;

    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to 100.</exception>
    public async Task<Page<T>> GetAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        CheckSize(limit);
        var from = string.IsNullOrEmpty(cursor) ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
        var call = first with { Query = $"?limit={limit}{from}" };
        var answer = await farSide.CallAsync(call, cancellationToken);
        return new Page<T>
        {
            Items = Lists.Read(call.Endpoint, Answers.Member(call.Endpoint, answer, "data"), type),
            Cursor = JsonText.Read(answer, "cursor") is { Length: > 0 } next ? next : null,
        };
    }

    /// <summary>All items, each page asked for when the one before has been read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The page size is not 1 to 100; thrown at once.</exception>
    public IAsyncEnumerable<T> All(int pageSize, CancellationToken cancellationToken)
    {
        CheckSize(pageSize);
        return FollowAsync(pageSize, cancellationToken);
    }

    private async IAsyncEnumerable<T> FollowAsync(
        int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? cursor = null; ;)
        {
            var page = await GetAsync(cursor, pageSize, cancellationToken);
            foreach (var item in page.Items)
                yield return item;

            cursor = page.Cursor;
            if (cursor is null)
                yield break;
            if (!seen.Add(cursor))
                throw GoesInCircles(seen.Count + 1);
        }
    }

    private static void CheckSize(int size) => Arguments.Range(size, 1, MaxSize, "page size");

    private AgoraChatException GoesInCircles(int pages) =>
        new(
            AgoraChatErrorKind.Unknown,
            $"{first.Endpoint} was answered with a cursor it had given before, after {pages} pages; the list would "
                + "never end. Read it again from its start, later.")
        {
            MayHaveBeenSent = false,
        };
}
