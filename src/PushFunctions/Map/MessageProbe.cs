using System.Text.Json;
using System.Text.Json.Nodes;
using AgoraChat.Push;
using PushFunctions.Problems;
using PushFunctions.Templates;

namespace PushFunctions.Map;

/// <summary>Finds what is wrong with a mapping's messages whatever the data: kinds, fixed texts too long.</summary>
internal static class MessageProbe
{
    public static IEnumerable<FieldError> FindProblems(Mapping mapping, CharacterCounting counting) => mapping.Languages
        .Select(language => (Message: language.Value, Path: $"/languages/{language.Key}/message"))
        .Prepend((mapping.Message, Path: "/message"))
        .SelectMany(message => FindProblems(message.Message, message.Path, mapping.OnOverflow, counting));

    private static IEnumerable<FieldError> FindProblems(
        JsonElement message, string path, Overflow overflow, CharacterCounting counting)
    {
        // What is not there may come from the event.
        var probe = new JsonObject { ["title"] = "x", ["content"] = "x" };
        foreach (var member in message.EnumerateObject())
        {
            if (!HasTemplates(member.Value)) probe[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            else probe[member.Name] = Stub(member.Value.ValueKind);
        }

        if (overflow == Overflow.Truncate) MessageCut.Apply(probe, counting, _ => { });
        var element = JsonSerializer.SerializeToElement(probe, MapJson.Relaxed.JsonObject);
        return PushMessage.FindProblems(element, counting).Select(problem => new FieldError(
            MessagePath.Below(path, problem.Path), $"cannot be sent: {problem.Message}"));
    }

    private static JsonNode Stub(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => new JsonObject(),
        JsonValueKind.Array => new JsonArray(),
        _ => "x",
    };

    private static bool HasTemplates(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => HasTemplates(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasTemplates),
        JsonValueKind.String => TemplateCheck.IsTemplate(value.GetString()!),
        _ => false,
    };
}
