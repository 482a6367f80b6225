using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Expand;
using PushFunctions.Problems;

namespace PushFunctions.Preview;

/// <summary>What an event would send, and what that would take.</summary>
public sealed record PreviewView
{
    /// <summary>The rendered message, where all users get the same.</summary>
    public JsonElement? Message { get; init; }

    /// <summary>The first of several messages.</summary>
    public IReadOnlyList<MessageView>? Messages { get; init; }

    /// <summary>Null: to labels or to everyone, whom nobody here counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? Targets { get; init; }

    /// <summary>What that number is, of users who are looked up once the push has begun; else absent.</summary>
    public MemberPrecision? TargetsAre { get; init; }

    public required int Calls { get; init; }

    public required int DistinctMessages { get; init; }

    public required string Strategy { get; init; }

    /// <summary>How users are reached: <c>users</c>, <c>labels</c> or <c>everyone</c>.</summary>
    public string Via { get; init; } = WayView.Users;

    /// <summary>
    /// To those who have labels, or to everyone: what it would take the way that is gone, and the other way.
    /// </summary>
    public IReadOnlyList<WayView>? Ways { get; init; }

    public required BudgetView Budget { get; init; }

    /// <summary>Of a push to labels or to everyone: the places of tasks that run at the same time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TaskPlacesView? Places { get; init; }

    /// <summary>Nobody is called before then.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>When the last call of the first round is expected to be made, if it were posted now.</summary>
    public required DateTimeOffset ExpectedFinish { get; init; }

    /// <summary>Requests to storage until the push has ended, if nobody is tried again.</summary>
    public required int StorageOperations { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>One message and how many users get it.</summary>
public sealed record MessageView(int Users, JsonElement Message);

/// <summary>The limit that the calls would fall under.</summary>
/// <param name="LeftThisMinute">Calls of the next 60 s that nobody has taken or fed yet.</param>
public sealed record BudgetView(string Name, int CallsPerMinute, int LeftThisMinute)
{
    /// <summary>Of a push to labels or to everyone, where days are limited: places of today.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LeftToday { get; init; }
}

/// <summary>The places of tasks.</summary>
/// <param name="HoldSeconds">How long one is taken.</param>
public sealed record TaskPlacesView(int Taken, int Limit, int HoldSeconds);

[JsonSerializable(typeof(PreviewView))]
internal sealed partial class PreviewJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static PreviewJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
