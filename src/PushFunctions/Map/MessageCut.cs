using System.Text.Json.Nodes;
using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>Cuts a message's texts to their limits, between characters as a reader sees them.</summary>
internal static class MessageCut
{
    private const string Ellipsis = "…";

    private static readonly (string Field, int Limit)[] Limits =
    [
        ("title", PushMessageLimits.TitleLength),
        ("subTitle", PushMessageLimits.SubTitleLength),
        ("content", PushMessageLimits.ContentLength),
    ];

    /// <param name="message">The message.</param>
    /// <param name="note">Told of each text that was cut.</param>
    public static void Apply(JsonObject message, Action<CutText> note)
    {
        foreach (var (field, limit) in Limits)
        {
            if (message[field] is not JsonValue value
                || !value.TryGetValue<string>(out var text)
                || text.Length <= limit)
            {
                continue;
            }

            message[field] = Graphemes.Cut(text, limit - Ellipsis.Length) + Ellipsis;
            note(new(field, text.Length, limit));
        }
    }
}

/// <summary>A text that was cut.</summary>
internal sealed record CutText(string Field, int Length, int Limit);
