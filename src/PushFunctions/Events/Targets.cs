using System.Text.Json;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Reads <c>to</c>: one user, or a list of up to 10,000.</summary>
public static class Targets
{
    public const int MaxUsers = 10_000;

    private const int MaxUserLength = 64;
    private const int MostNamed = 10;

    /// <summary>Whether this is a user id of the far side: 1 to 64 of a-z, 0-9, '_', '-' and '.'.</summary>
    public static bool IsUser(string? id) =>
        id is { Length: > 0 and <= MaxUserLength }
        && id.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '.');

    /// <returns>The users, each once, sorted; empty when there are errors.</returns>
    public static IReadOnlyList<string> Read(JsonElement root, List<FieldError> errors, List<string> warnings)
    {
        if (!root.TryGetProperty("to", out var to) || to.ValueKind != JsonValueKind.Object)
            return Wrong("/to", "is missing or not an object; give {\"user\": \"…\"} or {\"users\": [\"…\"]}.");
        var one = to.TryGetProperty("user", out var user);
        var many = to.TryGetProperty("users", out var users);
        if (one == many) return Wrong("/to", "must hold exactly one of 'user' and 'users'.");
        if (one) return ReadUsers([user], _ => "/to/user");
        if (users.ValueKind != JsonValueKind.Array) return Wrong("/to/users", "must be a list of user ids.");
        var count = users.GetArrayLength();
        return count switch
        {
            0 => Wrong("/to/users", "is empty; name 1 to 10,000 users."),
            > MaxUsers => Wrong(
                "/to/users",
                $"names {count:N0} users; at most {MaxUsers:N0} fit in one event. Post several events."),
            _ => ReadUsers([.. users.EnumerateArray()], index => $"/to/users/{index}"),
        };

        IReadOnlyList<string> ReadUsers(IReadOnlyList<JsonElement> ids, Func<int, string> path)
        {
            var read = new SortedSet<string>(StringComparer.Ordinal);
            var bad = 0;
            for (var index = 0; index < ids.Count; index++)
            {
                var id = ids[index].ValueKind == JsonValueKind.String ? ids[index].GetString() : null;
                if (IsUser(id)) read.Add(id!);
                else if (++bad <= MostNamed) errors.Add(new(path(index), Why(ids[index], id)));
            }

            if (bad > MostNamed)
                errors.Add(new("/to/users", $"{bad} user ids are not valid; the first {MostNamed} are named."));
            if (read.Count < ids.Count - bad)
            {
                warnings.Add(
                    "Users named more than once are told once; "
                    + $"left out: {ids.Count - bad - read.Count} of {ids.Count} entries.");
            }

            return bad == 0 ? [.. read] : [];
        }

        IReadOnlyList<string> Wrong(string path, string message)
        {
            errors.Add(new(path, message));
            return [];
        }
    }

    private static string Why(JsonElement value, string? id) =>
        id is null
            ? $"is {value.ValueKind}, not a string. A user id has 1 to {MaxUserLength} of a-z, 0-9, '_', '-' and '.'."
            : $"'{(id.Length > MaxUserLength ? id[..MaxUserLength] + "…" : id)}' is not a user id: "
                + $"1 to {MaxUserLength} of a-z, 0-9, '_', '-' and '.' (no upper-case letters).";
}
