using System.Text.Json;
using System.Text.Json.Nodes;
using HandlebarsDotNet;
using PushFunctions.Problems;
using PushFunctions.Templates;

namespace PushFunctions.Map;

/// <summary>A message whose strings are compiled templates.</summary>
internal sealed class MessageTemplate
{
    private readonly OrderedDictionary<string, Fill> _members = [];

    private MessageTemplate()
    {
    }

    private delegate JsonNode? Fill(TemplateObject root, TemplateRun run);

    /// <exception cref="TemplateException">A template does not compile.</exception>
    public static MessageTemplate Compile(IHandlebars engine, JsonElement message, string path)
    {
        var template = new MessageTemplate();
        foreach (var member in message.EnumerateObject())
            template._members[member.Name] = CompileValue(engine, member.Value, JsonPointer.Append(path, member.Name));
        return template;
    }

    /// <summary>This message with the members of another laid over it.</summary>
    public MessageTemplate With(MessageTemplate other)
    {
        var both = new MessageTemplate();
        foreach (var (name, fill) in _members) both._members[name] = fill;
        foreach (var (name, fill) in other._members) both._members[name] = fill;
        return both;
    }

    /// <param name="root">What the templates see.</param>
    /// <param name="run">Counts what it costs, and what is missing.</param>
    /// <param name="replaced">What takes the place of members: they are left empty, and lack nothing.</param>
    /// <exception cref="TemplateException">A template cannot be filled from this.</exception>
    public JsonObject FillFrom(TemplateObject root, TemplateRun run, JsonObject? replaced = null) => new(
        _members.Select(member => KeyValuePair.Create(
            member.Key, replaced?.ContainsKey(member.Key) == true ? null : member.Value(root, run))));

    private static Fill CompileValue(IHandlebars engine, JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var inner = Compile(engine, value, path);
                return (root, run) => inner.FillFrom(root, run);
            case JsonValueKind.Array:
                var items = value.EnumerateArray()
                    .Select((item, index) => CompileValue(engine, item, $"{path}/{index}")).ToList();
                return (root, run) => new JsonArray([.. items.Select(item => item(root, run))]);
            case JsonValueKind.String when TemplateCheck.IsTemplate(value.GetString()!):
                var template = new TextTemplate(engine, value.GetString()!, path);
                return (root, run) => JsonValue.Create(template.Fill(root, run));
            default:
                var text = value.GetRawText();
                return (_, _) => JsonNode.Parse(text);
        }
    }
}
