using System.Text.Json.Serialization;

namespace PushFunctions.Settle;

/// <summary>What an answer of the far side means for those whom the call named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>The far side took it.</summary>
    Accepted,

    /// <summary>The same call would fail the same way.</summary>
    Failed,

    /// <summary>A user may spoil the call for the others: halved until those are alone, who then fail.</summary>
    Split,

    /// <summary>Not taken; a later try may pass.</summary>
    Retry,

    /// <summary>It may have been taken.</summary>
    Unknown,

    /// <summary>No call of the push can pass until a person has mended something.</summary>
    Stalled,

    /// <summary>Too fast: the same call later, and everybody slows down. No try is counted.</summary>
    Throttled,
}
