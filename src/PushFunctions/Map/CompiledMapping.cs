using System.Text.Json;
using System.Text.Json.Nodes;
using HandlebarsDotNet;

namespace PushFunctions.Map;

/// <summary>A mapping whose templates are compiled. Rendering is pure and may run on many threads.</summary>
public sealed class CompiledMapping
{
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });

    private readonly Func<object, JsonNode?> _render;

    /// <exception cref="HandlebarsException">A template does not compile; the message says where.</exception>
    public CompiledMapping(Mapping mapping)
    {
        Mapping = mapping;
        _render = Compile(mapping.Message, "/message");
    }

    public Mapping Mapping { get; }

    /// <summary>Fills the templates from an event's data.</summary>
    public JsonObject Render(JsonElement data) =>
        (JsonObject)_render(new Dictionary<string, object?> { ["data"] = TemplateData.From(data) })!;

    private static Func<object, JsonNode?> Compile(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject()
                    .Select(member => (member.Name, Render: Compile(member.Value, $"{path}/{member.Name}"))).ToList();
                return data => new JsonObject(
                    members.Select(member => KeyValuePair.Create(member.Name, member.Render(data))));
            case JsonValueKind.Array:
                var items = value.EnumerateArray().Select((item, index) => Compile(item, $"{path}/{index}")).ToList();
                return data => new JsonArray([.. items.Select(item => item(data))]);
            case JsonValueKind.String:
                var template = CompileText(value.GetString()!, path);
                return data => JsonValue.Create(template(data));
            default:
                return _ => JsonNode.Parse(value.GetRawText());
        }
    }

    private static HandlebarsTemplate<object, object> CompileText(string text, string path)
    {
        if (TemplateWords.FindUnknown(text) is { } unknown) throw new HandlebarsException($"{path}: {unknown}");
        try
        {
            var template = Engine.Compile(text);
            // Some mistakes show only when it is filled.
            template(new Dictionary<string, object?> { ["data"] = null });
            return template;
        }
        catch (Exception exception)
        {
            // What the engine cannot read it answers with exceptions of its own and of any other kind.
            throw new HandlebarsException($"{path}: this is not a template: {exception.Message}", exception);
        }
    }
}
