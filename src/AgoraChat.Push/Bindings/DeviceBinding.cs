using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A device that gets the pushes of a user, by one certificate of a vendor.</summary>
public sealed record DeviceBinding
{
    /// <summary>The app's own name for the device.</summary>
    [JsonPropertyName("device_id")]
    public required string DeviceId { get; init; }

    /// <summary>
    /// The vendor's token for the app on the device. A wrong one makes the far side unbind the device.
    /// </summary>
    [JsonPropertyName("device_token")]
    public required string DeviceToken { get; init; }

    /// <summary>The push certificate's name, as the console shows it.</summary>
    [JsonPropertyName("notifier_name")]
    public required string NotifierName { get; init; }

    /// <summary>Who has the token can push to the device: printing the record must not print it.</summary>
    public override string ToString() => $"DeviceBinding of {DeviceId} to {NotifierName}";
}
