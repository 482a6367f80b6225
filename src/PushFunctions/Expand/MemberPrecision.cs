using System.Text.Json.Serialization;

namespace PushFunctions.Expand;

/// <summary>What a number of users is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MemberPrecision>))]
public enum MemberPrecision
{
    /// <summary>All were looked up: so many there are now.</summary>
    [JsonStringEnumMemberName("exact")]
    Exact,

    /// <summary>Some were looked up, and how many users the labels have tells about the rest.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,

    /// <summary>So many were found in the time that there was.</summary>
    [JsonStringEnumMemberName("atLeast")]
    AtLeast,

    /// <summary>Of several labels, the one that fewest had when they were last counted had so many.</summary>
    [JsonStringEnumMemberName("atMost")]
    AtMost,
}
