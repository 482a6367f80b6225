using System.Net;
using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A host's list of pushes, as clients read it.</summary>
internal static class PushLists
{
    /// <summary>Reads one page.</summary>
    /// <param name="host">Where.</param>
    /// <param name="query">What is asked for, as it stands in the address.</param>
    public static async Task<ListedPage> ListAsync(this AppHost host, string query)
    {
        using var response = await host.GetAsync($"api/pushes?{query}");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<ListedPage>(body, Wire.Json)!;
    }

    /// <summary>Reads the page after one; null: that was the last.</summary>
    public static async Task<ListedPage?> NextAsync(this AppHost host, string query, ListedPage page) =>
        page.Cursor is null ? null : await host.ListAsync($"{query}&cursor={page.Cursor}");

    /// <summary>Reads all pages.</summary>
    public static async Task<IReadOnlyList<ListedPush>> ListAllAsync(this AppHost host, string query)
    {
        var all = new List<ListedPush>();
        ListedPage? page = await host.ListAsync(query);
        while (page is not null)
        {
            all.AddRange(page.Pushes);
            page = await host.NextAsync(query, page);
        }

        return all;
    }
}

public sealed record ListedPage(IReadOnlyList<ListedPush> Pushes, string? Cursor = null)
{
    public IEnumerable<string> Ids => Pushes.Select(push => push.PushId);
}

public sealed record ListedPush(
    string PushId, string Type, string State, int Targets, DateTimeOffset CreatedAt, DateTimeOffset? SendAt = null);
