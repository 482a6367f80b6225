using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What a handler answers.</summary>
internal abstract record Reply
{
    private Reply() { }

    /// <summary>The call is refused.</summary>
    public sealed record Refused(FarSideError Error) : Reply;

    /// <summary>200, with what this writes: one object.</summary>
    public sealed record Good(Action<Utf8JsonWriter, AnswerTime> Write) : Reply;

    /// <summary>An answer of the push service.</summary>
    /// <param name="data">Writes the value of <c>data</c>; null: there is none.</param>
    /// <param name="cursor">The place of the next page; null: there is none.</param>
    public static Reply Push(Action<Utf8JsonWriter>? data, string? cursor = null) => new Good((json, time) =>
    {
        json.WriteStartObject();
        json.WriteNumber("timestamp", time.Timestamp);
        if (cursor is not null)
            json.WriteString("cursor", cursor);
        if (data is not null)
        {
            json.WritePropertyName("data");
            data(json);
        }

        json.WriteNumber("duration", time.Duration);
        json.WriteEndObject();
    });

    /// <summary>An answer of the IM service.</summary>
    public static Reply Im(ImAnswer answer) => new Good(answer.Write);

    public static Reply Refuse(FarSideError error) => new Refused(error);

    /// <summary>400 <c>illegal_argument</c>.</summary>
    public static Reply Illegal(string why) => new Refused(FarSideError.IllegalArgument(why));
}
