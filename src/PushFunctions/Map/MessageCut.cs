using System.Text.Json.Nodes;
using AgoraChat.Push;

namespace PushFunctions.Map;

/// <summary>Cuts a message's texts to their limits, between characters as a reader sees them.</summary>
internal static class MessageCut
{
    private const string Ellipsis = "…";

    private static readonly (string Field, int Limit, bool IsCounted)[] Limits =
    [
        ("title", PushMessageLimits.TitleLength, true),
        ("subTitle", PushMessageLimits.SubTitleLength, false),
        ("content", PushMessageLimits.ContentLength, true),
    ];

    /// <param name="counting">How characters of title and content are counted; a subtitle's are one each.</param>
    /// <param name="note">Told of each text that was cut.</param>
    public static void Apply(JsonObject message, CharacterCounting counting, Action<CutText> note)
    {
        foreach (var (field, limit, isCounted) in Limits)
        {
            if (message[field] is not JsonValue value || !value.TryGetValue<string>(out var text)) continue;
            var how = isCounted ? counting : CharacterCounting.EachOnce;
            var length = PushMessageLimits.CountCharacters(text, how);
            if (length <= limit) continue;
            var room = limit - PushMessageLimits.CountCharacters(Ellipsis, how);
            message[field] = Graphemes.Cut(text, room, part => PushMessageLimits.CountCharacters(part, how)) + Ellipsis;
            note(new(field, length, limit));
        }
    }
}

/// <summary>A text that was cut.</summary>
internal sealed record CutText(string Field, int Length, int Limit);
