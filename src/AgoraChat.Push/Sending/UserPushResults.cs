using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Finds each user in an answer to a push.</summary>
internal static class UserPushResults
{
    public static IReadOnlyList<UserPushResult> Read(string path, JsonElement answer, IReadOnlyList<string> users)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("data", out var data)
            || data.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
        {
            throw NoAnswers.After(path, "was answered without the list of users (data)");
        }

        var found = new Dictionary<string, UserPushResult>(StringComparer.Ordinal);
        // One user's answer is documented as an object and shown as an array.
        var elements = data.ValueKind == JsonValueKind.Array ? data.EnumerateArray().AsEnumerable() : [data];
        foreach (var element in elements)
        {
            if (element.ValueKind != JsonValueKind.Object)
                continue;
            // Without an id it can only be about the one who was asked for.
            if ((Text(element, "id") ?? (users.Count == 1 ? users[0] : null)) is not { } user)
                continue;

            // Several devices, several elements: one that was taken is enough, as a repeat would reach it again.
            if (!found.TryGetValue(user, out var earlier) || !IsAccepted(earlier))
                found[user] = Read(user, element);
        }

        return [.. users.Select(user => found.GetValueOrDefault(user) ?? Missing(user))];
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
            Raw = element,
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
