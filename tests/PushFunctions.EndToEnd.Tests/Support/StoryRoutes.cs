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
