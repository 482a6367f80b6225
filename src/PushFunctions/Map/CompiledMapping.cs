using System.Text.Json;
using PushFunctions.Templates;

namespace PushFunctions.Map;

/// <summary>A mapping whose templates are compiled. Filling them is pure and may run on many threads.</summary>
public sealed class CompiledMapping
{
    private readonly MessageTemplate _message;
    private readonly Dictionary<string, MessageTemplate> _variants;

    /// <exception cref="TemplateException">A template does not compile; the message says where.</exception>
    public CompiledMapping(Mapping mapping)
    {
        Mapping = mapping;
        var expressions = mapping.Languages.Values.Append(mapping.Message).Sum(CountExpressions);
        if (expressions > TemplateLimits.ExpressionsInAll)
        {
            throw new TemplateException(
                "", $"has {expressions:N0} expressions; at most {TemplateLimits.ExpressionsInAll:N0} are allowed.");
        }

        var engine = TextTemplate.CreateEngine();
        _message = MessageTemplate.Compile(engine, mapping.Message, "/message");
        _variants = mapping.Languages.ToDictionary(
            language => language.Key,
            language => _message.With(
                MessageTemplate.Compile(engine, language.Value, $"/languages/{language.Key}/message")),
            StringComparer.OrdinalIgnoreCase);
    }

    public Mapping Mapping { get; }

    public bool HasLanguages => _variants.Count > 0;

    /// <summary>The variant for a language: of this very tag, else of its first part, else the message.</summary>
    internal MessageTemplate VariantFor(string? language)
    {
        // Some platforms write de_AT.
        var tag = language?.Replace('_', '-');
        return tag is null ? _message
            : _variants.TryGetValue(tag, out var exact) ? exact
            : _variants.GetValueOrDefault(tag.Split('-')[0], _message);
    }

    private static int CountExpressions(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(member => CountExpressions(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(CountExpressions),
        JsonValueKind.String => TemplateCheck.CountExpressions(value.GetString()!),
        _ => 0,
    };
}
