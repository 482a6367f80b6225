using System.Net;
using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>What clients ask of single users of a push.</summary>
internal static class StoryRoutes
{
    public static async Task<StoryAnswer> StoryOfAsync(this AppHost host, string pushId, string user)
    {
        using var response = await host.GetAsync($"api/pushes/{pushId}/users/{user}");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<StoryAnswer>(body, Wire.Json)!;
    }

    /// <summary>Looks until it is so.</summary>
    public static async Task<StoryAnswer> StoryUntilAsync(
        this AppHost host, string pushId, string user, Func<StoryAnswer, bool> condition)
    {
        var last = await host.StoryOfAsync(pushId, user);
        await Soon.IsTrueAsync(
            async () => condition(last = await host.StoryOfAsync(pushId, user)), () => $"{user} of push {pushId} is {last}");
        return last;
    }

    /// <summary>All who failed, page by page.</summary>
    public static async Task<IReadOnlyList<FailureItem>> FailuresOfAsync(
        this AppHost host, string pushId, string query = "")
    {
        var failures = new List<FailureItem>();
        for (string? cursor = ""; cursor is not null;)
        {
            var next = cursor.Length == 0 ? "" : $"&cursor={cursor}";
            using var response = await host.GetAsync($"api/pushes/{pushId}/failures?{query}{next}");
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
            var page = JsonSerializer.Deserialize<FailureAnswer>(body, Wire.Json)!;
            failures.AddRange(page.Failures);
            cursor = page.Cursor;
        }

        return failures;
    }

    /// <summary>Asserts that nothing is told, and why.</summary>
    public static async Task<ProblemAnswer> NoStoryAsync(
        this AppHost host, string pushId, string user, HttpStatusCode expected)
    {
        using var response = await host.GetAsync($"api/pushes/{pushId}/users/{user}");
        return await ProblemAnswer.ReadAsync(response, expected);
    }
}

/// <summary>One user's story as clients read it.</summary>
public sealed record StoryAnswer(
    string PushId, string User, string Outcome, int Tries, bool PossiblyTwice, IReadOnlyList<StoryItem> History,
    string? Status = null, string? Description = null, int? Batch = null, DateTimeOffset? NextTry = null);

public sealed record StoryItem(
    string Parcel, int Batch, string Outcome, int Tries, string? Status = null, string? Description = null,
    DateTimeOffset? At = null);

public sealed record FailureAnswer(string PushId, IReadOnlyList<FailureItem> Failures, string? Cursor = null);

public sealed record FailureItem(
    string User, string Outcome, string Status, string Description, int Tries, DateTimeOffset? At = null);
