using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>What the members of the section <c>agora</c> ask of each other.</summary>
internal static class AgoraRules
{
    private static readonly NumberedForm<AgoraStyle> Styles = new();

    public static IEnumerable<PushMessageProblem> FindProblems(string path, JsonElement section)
    {
        if (!section.TryGetProperty("style", out var given) || !Styles.TryRead(given, out var style))
            return [];

        return style switch
        {
            AgoraStyle.BigText => Needs("bigTxt"),
            AgoraStyle.BigPicture => Needs("bigPicture"),
            _ => [],
        };

        IEnumerable<PushMessageProblem> Needs(string name)
        {
            if (IsMissing(section, name))
                yield return new($"{path}.{name}", $"{path}.{name} is missing; style {(int)style} needs it. Set it.");
        }
    }

    private static bool IsMissing(JsonElement section, string name) =>
        !section.TryGetProperty(name, out var value)
        || value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));
}
