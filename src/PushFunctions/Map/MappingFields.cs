using System.Text.Json;
using System.Text.RegularExpressions;
using PushFunctions.Problems;

namespace PushFunctions.Map;

/// <summary>Reads a mapping's fields one by one; what is wrong is added to a list, and a default stands in.</summary>
internal sealed partial class MappingFields(JsonElement root, List<FieldError> errors)
{
    private const int MaxType = 1_024;
    private const string PointerForm =
        "give a JSON pointer that begins with /data, such as {\"user\": \"/data/customer/id\"}.";

    public JsonElement Root => root;

    public string Type(string? known)
    {
        if (!root.TryGetProperty("type", out var value) && known is not null) return known;
        if (Text(value) is not { Length: > 0 and <= MaxType } type || type.Any(char.IsControl))
            return Wrong("/type", $"is missing or wrong; give the type of event, 1 to {MaxType} characters.", "");
        return known is null || known == type
            ? type
            : Wrong("/type", $"is '{type}', but the address says '{known}'. Leave it out, or give the same.", "");
    }

    /// <param name="path">Where the message is, for the error.</param>
    /// <param name="owner">The object whose member <c>message</c> it is.</param>
    public JsonElement Message(string path, JsonElement owner) =>
        !owner.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object
            ? Wrong<JsonElement>(path, "is missing; give the message as an object.", default)
            : MessageDepth.FindProblem(message) is { } problem ? Wrong<JsonElement>(path, problem, default)
            : message.Clone();

    public Dictionary<string, JsonElement> Languages()
    {
        var variants = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        if (!root.TryGetProperty("languages", out var languages)) return variants;
        if (languages.ValueKind != JsonValueKind.Object)
        {
            return Wrong(
                "/languages", "must be an object, such as {\"de\": {\"message\": {\"title\": \"…\"}}}.", variants);
        }

        foreach (var language in languages.EnumerateObject())
        {
            var path = JsonPointer.Append("/languages", language.Name);
            if (!LanguageTag().IsMatch(language.Name))
                errors.Add(new(path, "is not a language; give a tag such as de or pt-BR."));
            else if (language.Value.ValueKind != JsonValueKind.Object)
                errors.Add(new(path, "must be an object with a message."));
            else if (!variants.TryAdd(language.Name, Message($"{path}/message", language.Value)))
                errors.Add(new(path, "is there twice; capitals do not matter in a language's tag."));
            else errors.AddRange(UnknownMembers.Find(language.Value, path, ["message"]));
        }

        return variants;
    }

    public MappingTargets? Targets()
    {
        if (!root.TryGetProperty("to", out var to)) return null;
        if (to.ValueKind != JsonValueKind.Object) return Wrong<MappingTargets?>("/to", PointerForm, null);
        var one = to.TryGetProperty("user", out var user);
        var many = to.TryGetProperty("users", out var users);
        var named = to.TryGetProperty("audience", out var audience);
        var labelled = to.TryGetProperty("labels", out var labels);
        var chosen = to.TryGetProperty("members", out var members);
        var isToAll = to.TryGetProperty("everyone", out var everyone);
        errors.AddRange(
            UnknownMembers.Find(to, "/to", ["user", "users", "audience", "labels", "members", "everyone"]));
        if (((bool[])[one, many, named, labelled, chosen, isToAll]).Count(given => given) != 1)
        {
            return Wrong<MappingTargets?>(
                "/to",
                "must hold exactly one of 'user', 'users', 'audience', 'labels', 'members' and 'everyone'; "
                + PointerForm,
                null);
        }

        if (named) return new([.. Pointers(audience, "/to/audience")], Many: false, IsAudience: true);
        if (labelled) return new([.. Pointers(labels, "/to/labels")], Many: false) { IsLabels = true };
        if (chosen) return new([.. Pointers(members, "/to/members")], Many: false) { IsMembers = true };
        if (isToAll)
        {
            return everyone.ValueKind == JsonValueKind.True
                ? new([], Many: false) { IsEveryone = true }
                : Wrong<MappingTargets?>("/to/everyone", "must be true.", null);
        }

        if (one) return new([.. Pointers(user, "/to/user")], Many: false);
        return users.ValueKind != JsonValueKind.Array ? new([.. Pointers(users, "/to/users")], Many: true)
            : users.GetArrayLength() == 0 ? Wrong<MappingTargets?>("/to/users", $"is empty; {PointerForm}", null)
            : new(
                [.. users.EnumerateArray().SelectMany((item, index) => Pointers(item, $"/to/users/{index}"))],
                Many: true);
    }

    public int Strategy(int otherwise) =>
        !root.TryGetProperty("strategy", out var named) ? otherwise
        : Strategies.TryRead(named, out var strategy) ? strategy
        : Wrong("/strategy", $"is not known; known are {Strategies.Known}.", otherwise);

    public T Choice<T>(string field, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (!root.TryGetProperty(field, out var value)) return choices[0].Value;
        foreach (var (name, choice) in choices)
        {
            if (Text(value) == name) return choice;
        }

        return Wrong(
            $"/{field}", $"is not known; known are \"{choices[0].Name}\" and \"{choices[1].Name}\".", choices[0].Value);
    }

    public TimeSpan? Duration(string field) =>
        !root.TryGetProperty(field, out var value) ? null
        : Text(value) is { } text && Durations.TryRead(text, out var duration) ? duration
        : Wrong<TimeSpan?>($"/{field}", $"is not a duration; {Durations.Form}", null);

    private IEnumerable<JsonPointer> Pointers(JsonElement value, string path)
    {
        if (Text(value) is { } text && JsonPointer.TryParse(text) is { Steps: ["data", ..] } pointer) return [pointer];
        return Wrong<IEnumerable<JsonPointer>>(path, $"is not such a pointer; {PointerForm}", []);
    }

    private T Wrong<T>(string path, string message, T otherwise)
    {
        errors.Add(new(path, message));
        return otherwise;
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();
}
