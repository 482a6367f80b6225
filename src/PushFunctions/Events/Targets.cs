using System.Text.Json;
using PushFunctions.Map;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Events;

/// <summary>Reads who gets an event: from its <c>to</c>, or from its data where the mapping says.</summary>
public static class Targets
{
    public const int MaxUsers = 10_000;

    /// <summary>What <c>to</c> may be.</summary>
    internal const string Forms = "give {\"user\": \"…\"}, {\"users\": [\"…\"]}, {\"audience\": \"…\"}, "
        + "{\"labels\": [\"…\"]}, {\"members\": {…}} or {\"everyone\": true}.";

    private const string Known = "'user', 'users', 'audience', 'labels', 'members' and 'everyone'";

    private const int MaxUserLength = 64;

    private static readonly string[] Kinds = ["user", "users", "labels", "audience", "members", "everyone"];

    /// <summary>
    /// Whether this is a user id of the far side: 1 to 64 of a-z, 0-9, '_', '-' and '.'; not '.' or '..', which no
    /// address can carry.
    /// </summary>
    public static bool IsUser(string? id) =>
        id is { Length: > 0 and <= MaxUserLength } and not ("." or "..")
        && id.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '.');

    /// <summary>Whether an object has a <c>to</c> as events have; business data may have another one.</summary>
    public static bool AreIn(JsonElement members) =>
        members.TryGetProperty("to", out var to)
        && to.ValueKind == JsonValueKind.Object
        && Kinds.Any(kind => to.TryGetProperty(kind, out _));

    /// <summary>Reads the audience that an event names.</summary>
    /// <returns>Its name; null when there is none, or when there are errors.</returns>
    public static string? ReadAudience(JsonElement root, List<FieldError> errors) =>
        root.TryGetProperty("to", out var to)
        && to.ValueKind == JsonValueKind.Object
        && to.TryGetProperty("audience", out var audience)
            ? AudienceName.Read(audience, "/to/audience", errors)
            : null;

    /// <returns>The users; null when there are none in <c>to</c>, or when there are errors.</returns>
    public static TargetUsers? Read(JsonElement root, List<FieldError> errors, List<string> warnings)
    {
        if (!root.TryGetProperty("to", out var to)) return null;
        if (to.ValueKind != JsonValueKind.Object)
        {
            return Wrong("/to", $"is not an object; {Forms}");
        }

        var one = to.TryGetProperty("user", out var user);
        var many = to.TryGetProperty("users", out var users);
        if (Kinds.Count(kind => to.TryGetProperty(kind, out _)) != 1)
            return Wrong("/to", $"must hold exactly one of {Known}.");
        if (!one && !many) return null;
        if (!one && users.ValueKind != JsonValueKind.Array) return Wrong("/to/users", "must be a list of user ids.");
        if (!one && users.GetArrayLength() == 0) return Wrong("/to/users", "is empty; name 1 to 10,000 users.");
        if (!one && users.GetArrayLength() is var count and > MaxUsers) return Wrong("/to/users", TooMany(count));
        return ReadAll(one ? [(user, "/to/user")] : Items(users, "/to/users"), "/to/users", errors, warnings);

        TargetUsers? Wrong(string path, string message)
        {
            errors.Add(new(path, message));
            return null;
        }
    }

    /// <summary>Reads the users from an event's data.</summary>
    /// <param name="errors">Gets what is wrong, by its path in the event.</param>
    /// <param name="warnings">Gets what was changed.</param>
    /// <returns>The users; null when there are errors.</returns>
    public static TargetUsers? Find(
        JsonElement data, MappingTargets targets, List<FieldError> errors, List<string> warnings)
    {
        var found = new List<(JsonElement Value, string Path)>();
        var count = 0;
        foreach (var pointer in targets.Pointers)
        {
            var path = pointer.ToString();
            if (pointer.Find(data, from: 1) is not { ValueKind: not JsonValueKind.Null } value)
            {
                errors.Add(new(path, "is missing; the mapping takes the event's users from there."));
                continue;
            }

            var isList = value.ValueKind == JsonValueKind.Array && targets.Many;
            count += isList ? value.GetArrayLength() : 1;
            // What is too much is counted, and not gathered.
            if (count <= MaxUsers) found.AddRange(isList ? Items(value, path) : [(value, path)]);
        }

        if (errors.Count > 0) return null;
        var first = targets.Pointers[0].ToString();
        if (count is 0 or > MaxUsers)
        {
            errors.Add(new(first, count > 0
                ? TooMany(count)
                : "is empty; the mapping takes the event's users from there, and it takes at least one."));
        }

        return errors.Count > 0 ? null : ReadAll(
            found.Select(one => (ForeignTargets.Id(one.Value), one.Path)), first, errors, warnings);
    }

    /// <summary>Reads the audience from an event's data.</summary>
    /// <inheritdoc cref="Find(JsonElement, MappingTargets, List{FieldError}, List{string})"/>
    public static string? FindAudience(JsonElement data, MappingTargets targets, List<FieldError> errors) =>
        Find(data, targets, "audience", AudienceName.Read, errors);

    /// <summary>Reads the labels from an event's data.</summary>
    /// <inheritdoc cref="Find(JsonElement, MappingTargets, List{FieldError}, List{string})"/>
    public static TaskTarget? FindLabels(JsonElement data, MappingTargets targets, List<FieldError> errors) =>
        Find(data, targets, "labels", TaskTarget.ReadLabels, errors);

    /// <summary>Reads the choice of labels from an event's data.</summary>
    /// <inheritdoc cref="Find(JsonElement, MappingTargets, List{FieldError}, List{string})"/>
    public static MemberSets? FindMembers(JsonElement data, MappingTargets targets, List<FieldError> errors) =>
        Find(data, targets, "labels", MemberTargets.Read, errors);

    private static T? Find<T>(
        JsonElement data,
        MappingTargets targets,
        string what,
        Func<JsonElement, string, List<FieldError>, T?> read,
        List<FieldError> errors)
        where T : class
    {
        var path = targets.Pointers[0].ToString();
        if (targets.Pointers[0].Find(data, from: 1) is { ValueKind: not JsonValueKind.Null } value)
            return read(value, path, errors);
        errors.Add(new(path, $"is missing; the mapping takes the event's {what} from there."));
        return null;
    }

    private static IEnumerable<(JsonElement Value, string Path)> Items(JsonElement list, string path) =>
        list.EnumerateArray().Select((item, index) => (item, $"{path}/{index}"));

    private static string TooMany(int count) =>
        $"names {count:N0} users; at most {MaxUsers:N0} fit in one event. Post several events.";

    private static TargetUsers? ReadAll(
        IEnumerable<(JsonElement Value, string Path)> found,
        string path,
        List<FieldError> errors,
        List<string> warnings)
    {
        var reading = new TargetReading();
        foreach (var (value, place) in found) reading.Add(value, place);
        return reading.Finish(path, errors, warnings);
    }
}
