using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Looks a message over while it still is JSON, so that all that is wrong can be said at once.</summary>
internal static class PushMessageReader
{
    public static IReadOnlyList<PushMessageProblem> FindProblems(JsonElement message, CharacterCounting counting)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return [new("", $"The message must be an object, not {JsonKind.Name(message)}.")];
        if (!JsonSize.CanBeWritten(message))
            return [new("", PushMessageRules.NotUnicode("The message"))];

        List<PushMessageProblem> problems =
        [
            .. Text("title", value => PushMessageRules.Title(value, counting)),
            .. Text("subTitle", PushMessageRules.SubTitle),
            .. Text("content", value => PushMessageRules.Content(value, counting)),
        ];
        if (Member(message, "ext") is { } ext && PushMessageRules.Ext(ext) is { } wrongExt)
            problems.Add(new("ext", wrongExt));
        foreach (var form in Sections.All)
        {
            if (Member(message, form.Name) is { } section)
                problems.AddRange(form.FindProblems(section));
        }

        if (PushMessageRules.Size(Size(message, problems)) is { } tooLong)
            problems.Add(new("", tooLong));
        return problems;

        IEnumerable<PushMessageProblem> Text(string name, Func<string?, string?> rule)
        {
            var value = Member(message, name);
            var problem = value is { ValueKind: not JsonValueKind.String } wrong
                ? $"{name} must be a string, not {JsonKind.Name(wrong)}."
                : rule(value?.GetString());
            return problem is null ? [] : [new(name, problem)];
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

    // A good section is sent in its usual form: the longer of the two counts, as either may be kept and passed on.
    private static int Size(JsonElement message, List<PushMessageProblem> problems)
    {
        string[] basic = ["title", "subTitle", "content", "ext"];
        var sizes = Extra(message).Select(member => JsonSize.Member(member.Key, JsonSize.Bytes(member.Value)))
            .Concat(basic.Select(name => Bytes(name, value => JsonSize.Bytes(value))))
            .Concat(Sections.All.Select(form => Bytes(form.Name, section => SectionBytes(form, section))));
        return JsonSize.EmptyMessage + sizes.Sum();

        int Bytes(string name, Func<JsonElement, int> valueBytes) =>
            Member(message, name) is { } value ? JsonSize.Member(name, valueBytes(value)) : 0;

        int SectionBytes(ISectionForm form, JsonElement section) => Math.Max(
            JsonSize.Bytes(section), IsGood(form.Name) ? JsonSize.Bytes(form.Normalise(section)) : 0);

        bool IsGood(string name) => !problems.Exists(
            problem => problem.Path == name || problem.Path.StartsWith(name + ".", StringComparison.Ordinal));
    }
}
