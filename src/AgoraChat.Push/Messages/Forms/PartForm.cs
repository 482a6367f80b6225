using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Push;

/// <summary>Finds all that is wrong with the members of a part, by the metadata that reads and writes it.</summary>
internal static class PartForm
{
    public static IEnumerable<PushMessageProblem> FindProblems(string path, JsonElement part, JsonTypeInfo form)
    {
        if (part.ValueKind != JsonValueKind.Object)
            return [new(path, $"{path} must be an object, not {JsonKind.Name(part)}.")];

        return
            from member in form.Properties
            where IsKnown(member) && part.TryGetProperty(member.Name, out var found)
                && found.ValueKind != JsonValueKind.Null
            from problem in FindProblems($"{path}.{member.Name}", part.GetProperty(member.Name), member)
            select problem;
    }

    /// <summary>Whether a member has a property of its own in this kind of part.</summary>
    public static bool Knows(JsonTypeInfo form, string name) =>
        form.Properties.Any(member => IsKnown(member) && member.Name == name);

    private static IEnumerable<PushMessageProblem> FindProblems(
        string path, JsonElement value, JsonPropertyInfo member)
    {
        var form = member.Options.GetTypeInfo(member.PropertyType);
        if ((member.CustomConverter ?? form.Converter) is not IJsonForm scalar)
            return FindProblems(path, value, form);

        return scalar.Allows(value)
            ? []
            : [new(path, $"{path} must be {scalar.Allowed}, not {JsonKind.Show(value)}.")];
    }

    // What holds the unknown members is a member itself, and its public face is ignored (and so has no getter).
    private static bool IsKnown(JsonPropertyInfo member) => !member.IsExtensionData && member.Get is not null;
}
