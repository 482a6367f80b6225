using System.Text.Json;
using System.Text.Json.Nodes;
using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>
/// Makes the message of an event: its mapping's, with what the event says itself laid over it field by field.
/// </summary>
public sealed class MessageMapper(MappingFiles mappings)
{
    private const string Ellipsis = "…";

    public Mapped Map(
        string type, JsonElement data, IReadOnlyList<string> users, JsonObject? inline, int? strategy)
    {
        var mapping = mappings.Find(type);
        if (mapping is null && inline is null) return new Mapped.NoMapping([.. mappings.Types]);

        var message = mapping?.Render(data) ?? [];
        foreach (var (name, value) in inline ?? []) message[name] = value?.DeepClone();
        var warnings = new List<string>();
        if (mapping is { Mapping.OnOverflow: Overflow.Truncate }) Truncate(message, warnings);

        var element = JsonSerializer.SerializeToElement(message, MapJson.Relaxed.JsonObject);
        if (PushMessage.FindProblems(element) is { Count: > 0 } problems)
        {
            return new Mapped.Refused(
                problems,
                Rendered: mapping is not null,
                CanBeCut: mapping is { Mapping.OnOverflow: Overflow.Refuse }
                    && problems.Any(problem => problem.Path is "title" or "subTitle" or "content"));
        }

        return new Mapped.Messages(
            [new(element, users)],
            strategy ?? mapping?.Mapping.Strategy ?? (int)PushStrategy.VendorOnly,
            ExpiresAfter: null,
            warnings);
    }

    private static void Truncate(JsonObject message, List<string> warnings)
    {
        Truncate("title", PushMessageLimits.TitleLength);
        Truncate("subTitle", PushMessageLimits.SubTitleLength);
        Truncate("content", PushMessageLimits.ContentLength);

        void Truncate(string field, int limit)
        {
            if (message[field] is not JsonValue value
                || !value.TryGetValue<string>(out var text)
                || text.Length <= limit)
            {
                return;
            }

            message[field] = Graphemes.Cut(text, limit - Ellipsis.Length) + Ellipsis;
            warnings.Add($"{field} had {text.Length} characters and was cut to {limit}.");
        }
    }
}
