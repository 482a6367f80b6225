using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>
/// A message on <c>push-delivery</c>: one or a few consecutive batches with all that a delivery needs.
/// </summary>
public sealed record Parcel
{
    public const int CurrentVersion = 1;

    /// <summary>Most bytes of a parcel's JSON: base64 makes 64 KiB of it, the queue's limit.</summary>
    public const int MaxBytes = 48 * 1024;

    /// <summary>Most batches a parcel may hold.</summary>
    public const int MaxBatches = 10;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    public required string App { get; init; }

    public required string PushId { get; init; }

    /// <summary>The ledger row that this parcel is; see <see cref="LedgerKey"/>.</summary>
    [JsonPropertyName("parcel")]
    public required string Row { get; init; }

    [JsonConverter(typeof(JsonNumberEnumConverter<Urgency>))]
    public required Urgency Urgency { get; init; }

    /// <summary>Counts replays of the push, from 0.</summary>
    public int Round { get; init; }

    public required int Strategy { get; init; }

    /// <summary>When the first call is expected; work is ordered by it, nothing waits for it.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>No call is made before this moment; null: none has to wait.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How often the message came back from the poison queue.</summary>
    public int PutBack { get; init; }

    /// <summary>Made again of what is durable: its time in the feed has passed.</summary>
    public bool PutAgain { get; init; }

    /// <summary>Made after its push was cancelled: its calls are not made, whoever knows of that yet.</summary>
    public bool Cancelled { get; init; }

    public required IReadOnlyList<JsonElement> Messages { get; init; }

    public required IReadOnlyList<PushBatch> Batches { get; init; }

    /// <summary>Where the users of an ordinary parcel lie in the push's blob.</summary>
    public ParcelCut? Cut { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>
    /// The only parcel of its push: its ledger row lies beside the push's, and no dispatcher feeds it.
    /// </summary>
    [JsonIgnore]
    public bool IsSingle => Urgency == Urgency.Single;

    public bool IsExpired(DateTimeOffset at) => at >= ExpiresAt;

    [JsonIgnore]
    public int Users => Batches.Sum(batch => batch.Users.Count);

    /// <summary>Positions of a batch's users among all of the parcel's.</summary>
    public IEnumerable<int> PositionsOf(PushBatch batch) => Enumerable.Range(
        Batches.TakeWhile(other => other.No != batch.No).Sum(other => other.Users.Count), batch.Users.Count);

    /// <summary>The parcel of a push of one parcel, made from its row.</summary>
    public static Parcel ForSingle(PushRow push) => new()
    {
        App = push.App,
        PushId = push.PushId,
        Row = LedgerKey.Parcel(0),
        Urgency = Urgency.Single,
        Round = push.Round,
        Strategy = push.Strategy,
        Due = push.Begins,
        NotBefore = push.NotBefore,
        ExpiresAt = push.ExpiresAt,
        Cancelled = push.CancelledAt is not null,
        TraceParent = push.TraceParent,
        Messages = [.. push.ReadGroups().Select(group => group.Message)],
        Batches = [new() { No = 0, Message = 0, Users = push.ReadUsers() }],
    };
}
