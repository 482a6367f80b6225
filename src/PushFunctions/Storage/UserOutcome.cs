using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>What became of one user.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UserOutcome>))]
public enum UserOutcome
{
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("accepted")]
    Accepted,

    [JsonStringEnumMemberName("retrying")]
    Retrying,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("dead")]
    Dead,

    [JsonStringEnumMemberName("expired")]
    Expired,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
