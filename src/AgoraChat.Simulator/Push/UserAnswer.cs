using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What the far side says about one user.</summary>
/// <param name="PushStatus">How it went.</param>
/// <param name="Desc">Why, in words.</param>
/// <param name="Data">What the vendor said.</param>
internal sealed record UserAnswer(string PushStatus, string? Desc = null, JsonElement? Data = null)
{
    /// <summary>Not a word of the far side: the user is left out of the answer.</summary>
    public const string LeftOut = "MISSING";

    /// <summary>The far side's words for a user who does not exist.</summary>
    public const string UnknownUser = "appUser not exists";

    public static readonly UserAnswer Queued = new("ASYNC_SUCCESS", "async success.");

    public static readonly UserAnswer Unknown = new("FAIL", UnknownUser);

    public bool IsAccepted => PushStatus is "SUCCESS" or "ASYNC_SUCCESS";

    /// <param name="json">Where it is written.</param>
    /// <param name="user">Whom it is about; null where the path says it.</param>
    public void Write(Utf8JsonWriter json, string? user)
    {
        if (PushStatus == LeftOut)
            return;

        json.WriteStartObject();
        if (user is not null)
            json.WriteString("id", user);
        json.WriteString("pushStatus", PushStatus);
        if (Data is { } data)
        {
            json.WritePropertyName("data");
            data.WriteTo(json);
        }

        if (Desc is not null)
            json.WriteString("desc", Desc);
        json.WriteEndObject();
    }
}
