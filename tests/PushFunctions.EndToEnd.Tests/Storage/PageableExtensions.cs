using Azure;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>Reads pageable answers to their end.</summary>
internal static class PageableExtensions
{
    public static async Task<List<T>> ReadAllAsync<T>(this AsyncPageable<T> pageable)
        where T : notnull
    {
        var items = new List<T>();
        await foreach (var item in pageable)
        {
            items.Add(item);
        }

        return items;
    }

    public static async Task<List<Page<T>>> ReadPagesAsync<T>(
        this AsyncPageable<T> pageable, string? continuationToken = null, int? pageSizeHint = null)
        where T : notnull
    {
        var pages = new List<Page<T>>();
        await foreach (var page in pageable.AsPages(continuationToken, pageSizeHint))
        {
            pages.Add(page);
        }

        return pages;
    }
}
