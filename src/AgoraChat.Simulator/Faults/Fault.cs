using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Something that goes wrong on the far side, until it is used up or cleared.</summary>
public sealed record Fault
{
    /// <summary>The endpoint that it happens to, such as <c>push/single</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>
    /// The call is refused with this status, 300 to 599; nothing is taken unless <see cref="LostAnswer"/> is set.
    /// </summary>
    public int? Status { get; init; }

    /// <summary>
    /// The refusal's <c>error</c>. Without this, <see cref="Exception"/> and <see cref="Description"/> 401 and 429 have
    /// their usual bodies.
    /// </summary>
    public string? Error { get; init; }

    public string? Exception { get; init; }

    public string? Description { get; init; }

    /// <summary>The refusal's <c>Retry-After</c>, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>
    /// The answer's body is this text, which need be no JSON. With a <see cref="Status"/>, that of the refusal; without,
    /// what was asked is done, and answered with 200 and this.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>The answer comes so much later. The push is taken at once, even if nobody waits.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// The push is taken, then the connection is cut; with a <see cref="Status"/>, taken and answered with that.
    /// </summary>
    public bool LostAnswer { get; init; }

    /// <summary>The connection is cut and nothing is taken.</summary>
    public bool Reset { get; init; }

    /// <summary>
    /// What is said about users instead of success, such as ERROR or FAIL; only SUCCESS and ASYNC_SUCCESS count as
    /// sent. MISSING leaves the user out of the answer.
    /// </summary>
    public string? PushStatus { get; init; }

    /// <summary>The <c>desc</c> beside <see cref="PushStatus"/>.</summary>
    public string? Desc { get; init; }

    /// <summary>The vendor's own answer beside <see cref="PushStatus"/>, any JSON.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>
    /// The users that <see cref="PushStatus"/> is said about; without one, the fault happens only to calls that name at
    /// least one of them. Left out: all.
    /// </summary>
    public IReadOnlyList<string>? Users { get; init; }

    /// <summary>
    /// How many calls it happens to; left out: all until cleared. A call none of whose users it meets does not count.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>
    /// The share of calls it happens to, or of users for <see cref="PushStatus"/>; over 0 to 1. Left out: all.
    /// </summary>
    public double? Share { get; init; }

    /// <summary>Says <see cref="PushStatus"/> about each user once: the next call about them goes well.</summary>
    public bool OncePerUser { get; init; }

    /// <summary>Makes <see cref="Share"/> draw the same each time.</summary>
    public int Seed { get; init; }
}
