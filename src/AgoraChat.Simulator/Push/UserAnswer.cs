using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What the far side says about one user.</summary>
internal sealed record UserAnswer(string PushStatus, string? Desc)
{
    /// <summary>Not a word of the far side: the user is left out of the answer.</summary>
    public const string LeftOut = "MISSING";

    public static readonly UserAnswer Queued = new("ASYNC_SUCCESS", "async success.");

    public static readonly UserAnswer Unknown = new("FAIL", "appUser not exists");

    public bool IsAccepted => PushStatus is "SUCCESS" or "ASYNC_SUCCESS";

    public void Write(Utf8JsonWriter json, string user)
    {
        if (PushStatus == LeftOut)
            return;

        json.WriteStartObject();
        json.WriteString("id", user);
        json.WriteString("pushStatus", PushStatus);
        if (Desc is not null)
            json.WriteString("desc", Desc);
        json.WriteEndObject();
    }
}
