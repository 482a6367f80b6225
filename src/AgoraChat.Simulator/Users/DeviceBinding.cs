using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Where a vendor finds one device of a user.</summary>
/// <param name="DeviceId">Which device.</param>
/// <param name="DeviceToken">The vendor's name for it.</param>
/// <param name="NotifierName">The certificate that pushes to it.</param>
internal sealed record DeviceBinding(string DeviceId, string DeviceToken, string NotifierName)
{
    public void Write(Utf8JsonWriter json, string deviceKey = "device_id")
    {
        json.WriteStartObject();
        json.WriteString(deviceKey, DeviceId);
        json.WriteString("device_token", DeviceToken);
        json.WriteString("notifier_name", NotifierName);
        json.WriteEndObject();
    }
}
