using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>A user as answers show them: what was never set is left out.</summary>
internal static class UserEntity
{
    public static void Write(Utf8JsonWriter json, FarSideUser user, bool withBindings = false)
    {
        json.WriteStartObject();
        json.WriteString("uuid", user.Id);
        json.WriteString("type", "user");
        json.WriteNumber("created", user.CreatedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("modified", user.ModifiedAt.ToUnixTimeMilliseconds());
        json.WriteString("username", user.Name);
        json.WriteBoolean("activated", true);
        if (user.NoDisturbing is { } isQuiet)
            json.WriteBoolean("notification_no_disturbing", isQuiet);
        WriteNumber(json, "notification_no_disturbing_start", user.NoDisturbingStart);
        WriteNumber(json, "notification_no_disturbing_end", user.NoDisturbingEnd);
        WriteNumber(json, "notification_display_style", user.DisplayStyle);
        if (user.Nickname is not null)
            json.WriteString("nickname", user.Nickname);
        if (user.Bindings.Count > 0)
            json.WriteString("notifier_name", user.Bindings[^1].NotifierName);
        if (withBindings && user.Bindings.Count > 0)
            WriteBindings(json, user);
        json.WriteEndObject();
    }

    // Here, and only here, the documents spell the device with a capital.
    private static void WriteBindings(Utf8JsonWriter json, FarSideUser user)
    {
        json.WriteStartArray("pushInfo");
        foreach (var binding in user.Bindings)
            binding.Write(json, deviceKey: "device_Id");
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }
}
