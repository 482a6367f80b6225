using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>What a dispatch step is to do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
public enum StepKind
{
    /// <summary>Cut the next parcels and put them on the delivery queue.</summary>
    [JsonStringEnumMemberName("feed")]
    Feed,

    /// <summary>Everything is cut: count what is settled and see whether the push has ended.</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary>Send again the users who are due.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,

    /// <summary>Put the next users of a replay into retry parcels.</summary>
    [JsonStringEnumMemberName("replay")]
    Replay,

    /// <summary>Make the one call of a push to labels or to everyone.</summary>
    [JsonStringEnumMemberName("task")]
    Task,
}
