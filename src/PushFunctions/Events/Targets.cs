using System.Text.Json;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Reads who gets an event: from its <c>to</c>, or from its data where the mapping says.</summary>
public static class Targets
{
    public const int MaxUsers = 10_000;

    private const int MaxUserLength = 64;

    /// <summary>Whether this is a user id of the far side: 1 to 64 of a-z, 0-9, '_', '-' and '.'.</summary>
    public static bool IsUser(string? id) =>
        id is { Length: > 0 and <= MaxUserLength }
        && id.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '.');

    /// <returns>The users; null when there is no <c>to</c>, or when there are errors.</returns>
    public static TargetUsers? Read(JsonElement root, List<FieldError> errors, List<string> warnings)
    {
        if (!root.TryGetProperty("to", out var to)) return null;
        if (to.ValueKind != JsonValueKind.Object)
            return Wrong("/to", "is not an object; give {\"user\": \"…\"} or {\"users\": [\"…\"]}.");
        var one = to.TryGetProperty("user", out var user);
        var many = to.TryGetProperty("users", out var users);
        if (one == many) return Wrong("/to", "must hold exactly one of 'user' and 'users'.");
        if (!one && users.ValueKind != JsonValueKind.Array) return Wrong("/to/users", "must be a list of user ids.");
        if (!one && users.GetArrayLength() == 0) return Wrong("/to/users", "is empty; name 1 to 10,000 users.");
        return ReadAll([.. one ? [(user, "/to/user")] : Items(users, "/to/users")], "/to/users", errors, warnings);

        TargetUsers? Wrong(string path, string message)
        {
            errors.Add(new(path, message));
            return null;
        }
    }

    /// <summary>Reads the users from an event's data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="targets">Where they are.</param>
    /// <param name="errors">Gets what is wrong, by its path in the event.</param>
    /// <param name="warnings">Gets what was changed.</param>
    /// <returns>The users; null when there are errors.</returns>
    public static TargetUsers? Find(
        JsonElement data, MappingTargets targets, List<FieldError> errors, List<string> warnings)
    {
        var found = new List<(JsonElement Value, string Path)>();
        foreach (var pointer in targets.Pointers)
        {
            var path = pointer.ToString();
            if (pointer.Find(data, from: 1) is not { ValueKind: not JsonValueKind.Null } value)
                errors.Add(new(path, "is missing; the mapping takes the event's users from there."));
            else if (value.ValueKind == JsonValueKind.Array && targets.Many) found.AddRange(Items(value, path));
            else found.Add((value, path));
        }

        if (errors.Count > 0) return null;
        var first = targets.Pointers[0].ToString();
        if (found.Count > 0) return ReadAll(found, first, errors, warnings);
        errors.Add(new(first, "is empty; the mapping takes the event's users from there, and it takes at least one."));
        return null;
    }

    private static IEnumerable<(JsonElement Value, string Path)> Items(JsonElement list, string path) =>
        list.EnumerateArray().Select((item, index) => (item, $"{path}/{index}"));

    private static TargetUsers? ReadAll(
        IReadOnlyList<(JsonElement Value, string Path)> found,
        string path,
        List<FieldError> errors,
        List<string> warnings)
    {
        if (found.Count > MaxUsers)
        {
            errors.Add(new(
                path,
                $"names {found.Count:N0} users; at most {MaxUsers:N0} fit in one event. Post several events."));
            return null;
        }

        var reading = new TargetReading();
        foreach (var (value, place) in found) reading.Add(value, place);
        return reading.Finish(path, errors, warnings);
    }
}
