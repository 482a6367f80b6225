using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>Where a push stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PushState>))]
public enum PushState
{
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    [JsonStringEnumMemberName("sending")]
    Sending,

    [JsonStringEnumMemberName("paused")]
    Paused,

    [JsonStringEnumMemberName("stalled")]
    Stalled,

    [JsonStringEnumMemberName("finished")]
    Finished,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
