using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Finds each user in an answer to a push.</summary>
internal static class UserPushResults
{
    public static IReadOnlyList<UserPushResult> Read(string endpoint, JsonElement answer, IReadOnlyList<string> users)
    {
        if (Answers.Find(answer, "data") is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object } data)
            throw NoAnswers.After(endpoint, "was answered without the list of users (data)");

        // One user's answer is documented as an object and shown as an array.
        var elements = data.ValueKind == JsonValueKind.Array ? data.EnumerateArray().AsEnumerable() : [data];
        var found = elements
            .Where(element => element.ValueKind == JsonValueKind.Object)
            // Without an id it can only be about the one who was asked for.
            .ToLookup(element => Text(element, "id") ?? (users.Count == 1 ? users[0] : null), StringComparer.Ordinal);
        return [.. users.Select(user => Read(user, [.. found[user]]))];
    }

    // Several devices, several elements: one that was taken is enough, as a repeat would reach it again.
    private static UserPushResult Read(string user, IReadOnlyList<JsonElement> elements)
    {
        var results = elements.Select(element => Read(user, element)).ToList();
        var result = results.Find(IsAccepted) ?? results.LastOrDefault() ?? Missing(user);
        return result with { Elements = elements };
    }

    private static UserPushResult Read(string user, JsonElement element)
    {
        var said = Text(element, "pushStatus");
        var status = said switch
        {
            "SUCCESS" => PushStatus.Success,
            "ASYNC_SUCCESS" => PushStatus.AsyncSuccess,
            "FAIL" => PushStatus.Fail,
            "ERROR" => PushStatus.Error,
            _ => (PushStatus?)null,
        };
        var description = Text(element, "desc");
        return new UserPushResult
        {
            User = user,
            Status = status ?? PushStatus.Error,
            Description = status is null ? $"unknown pushStatus \"{said}\" {description}".TrimEnd() : description,
            Vendor = Answers.Find(element, "data"),
        };
    }

    private static UserPushResult Missing(string user) => new()
    {
        User = user,
        Status = PushStatus.Missing,
        Description = "the answer does not speak of this user",
    };

    private static bool IsAccepted(UserPushResult result) =>
        result.Status is PushStatus.Success or PushStatus.AsyncSuccess;

    private static string? Text(JsonElement element, string name) => JsonText.Read(element, name);
}
