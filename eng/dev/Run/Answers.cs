using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Run;

/// <summary>What the bridge says of one push; <c>Counts</c> has the users by outcome and sums to <c>Targets</c>.</summary>
public sealed record PushStatus(
    string PushId, string State, string? Reason, int Targets, IReadOnlyDictionary<string, int> Counts, int PossiblyTwice, int Calls)
{
    /// <summary>When the last call known of should be made; null when none is to come.</summary>
    public DateTimeOffset? ExpectedFinish { get; init; }

    /// <summary>Whether nothing more will happen by itself.</summary>
    [JsonIgnore]
    public bool IsOver => State is "finished" or "cancelled" or "stalled";

    /// <summary>Users the far side took the push for.</summary>
    [JsonIgnore]
    public int Accepted => Count("accepted");

    /// <summary>Users whose outcome is known for good.</summary>
    [JsonIgnore]
    public int Settled => Targets - Count("pending") - Count("retrying");

    /// <summary>The users with one outcome, by its name in the API.</summary>
    public int Count(string outcome) => Counts.GetValueOrDefault(outcome);
}

/// <summary>The answer to an event that the bridge took.</summary>
public sealed record AcceptedEvent(string PushId, string State, int Targets, int Calls);

/// <summary>What the simulator saw, by endpoint.</summary>
public sealed record SimulatorStats(
    IReadOnlyDictionary<string, SimulatorStats.Endpoint> Calls, long UsersSent, int DistinctUsers, int UsersSentTwice)
{
    /// <summary>The same by groups of endpoints; <c>total</c> is all calls.</summary>
    public IReadOnlyDictionary<string, Endpoint> Groups { get; init; } = new Dictionary<string, Endpoint>();

    /// <summary>The calls to one endpoint.</summary>
    public sealed record Endpoint(
        long Total, long Ok, long Throttled, [property: JsonPropertyName("maxInRolling60s")] long MaxInRolling60S)
    {
        public long MaxInRollingSecond { get; init; }
    }
}

/// <summary>Calls that the simulator noted.</summary>
public sealed record SimulatorNotes(IReadOnlyList<SimulatorNote> Notes);

/// <summary>One call, by the simulator's clock.</summary>
public sealed record SimulatorNote(long No, DateTimeOffset At, string Endpoint, int? Status, int Users, string? First);

/// <summary>What one user was sent.</summary>
public sealed record SimulatorUser(string User, int Count);

/// <summary>How many users the simulator told how often.</summary>
/// <param name="Users">Those who were told at all.</param>
/// <param name="MoreThanOnce">Who was told more than once, and how often.</param>
/// <param name="Once">Who was told once; null when it was not asked for.</param>
public sealed record SimulatorTold(
    int Users, IReadOnlyDictionary<string, int> MoreThanOnce, IReadOnlyList<string>? Once);

/// <summary>A fault that the simulator has been given.</summary>
public sealed record SimulatorFault(int Id);

/// <summary>The JSON of the demonstration.</summary>
[JsonSerializable(typeof(PushStatus))]
[JsonSerializable(typeof(AcceptedEvent))]
[JsonSerializable(typeof(SimulatorStats))]
[JsonSerializable(typeof(SimulatorUser))]
[JsonSerializable(typeof(SimulatorNotes))]
[JsonSerializable(typeof(SimulatorTold))]
[JsonSerializable(typeof(SimulatorFault))]
[JsonSerializable(typeof(SampleEvent))]
[JsonSerializable(typeof(UserFault))]
[JsonSerializable(typeof(CallDelay))]
[JsonSerializable(typeof(Dictionary<string, CallLimit>))]
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RunJson : JsonSerializerContext;
