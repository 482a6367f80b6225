using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Looks a message over while it still is JSON, so that all that is wrong can be said at once.</summary>
internal static class PushMessageReader
{
    public static IReadOnlyList<PushMessageProblem> FindProblems(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return [new("", $"The message must be an object, not {PushMessageRules.Kind(message)}.")];

        var problems = new List<PushMessageProblem>();
        Text("title", PushMessageRules.Title);
        Text("subTitle", PushMessageRules.SubTitle);
        Text("content", PushMessageRules.Content);
        if (Member(message, "ext") is { } ext)
            Add("ext", PushMessageRules.Ext(ext));
        foreach (var name in PushMessageRules.Sections)
        {
            if (Member(message, name) is { } section)
                Add(name, PushMessageRules.Section(name, section));
        }

        Add("", PushMessageRules.Size(Size(message)));
        return problems;

        void Text(string name, Func<string?, string?> rule)
        {
            var value = Member(message, name);
            if (value is { ValueKind: not JsonValueKind.String } wrong)
                Add(name, $"{name} must be a string, not {PushMessageRules.Kind(wrong)}.");
            else
                Add(name, rule(value?.GetString()));
        }

        void Add(string path, string? problem)
        {
            if (problem is not null)
                problems.Add(new(path, problem));
        }
    }

    /// <summary>The member's value; null also when it is there as a JSON null.</summary>
    public static JsonElement? Member(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static OrderedDictionary<string, JsonElement> Extra(JsonElement message)
    {
        var extra = new OrderedDictionary<string, JsonElement>();
        foreach (var member in message.EnumerateObject().Where(member => !PushMessageRules.IsKnown(member.Name)))
            extra[member.Name] = member.Value;
        return extra;
    }

    private static int Size(JsonElement message)
    {
        var known = message.EnumerateObject()
            .Where(member => PushMessageRules.IsKnown(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
            .DistinctBy(member => member.Name)
            .Sum(member => JsonSize.Member(member.Name, JsonSize.Bytes(message.GetProperty(member.Name))));
        return 1 + known + Extra(message).Sum(member => JsonSize.Member(member.Key, JsonSize.Bytes(member.Value)));
    }
}
