using System.Text.Json.Serialization;
using AgoraChat.Push;
using PushFunctions.Problems;

namespace PushFunctions.PushTemplates;

/// <summary>A template as the push service has it.</summary>
public sealed record TemplateView(
    string Name, string Title, string Content, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt)
{
    public static TemplateView Of(PushTemplate template) => new(
        template.Name, template.TitlePattern, template.ContentPattern, template.CreatedAt, template.UpdatedAt);
}

[JsonSerializable(typeof(TemplateView))]
internal sealed partial class TemplatesJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static TemplatesJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
