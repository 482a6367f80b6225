using AgoraChat.Push;
using PushFunctions.Budgets;

namespace PushFunctions.Status;

/// <summary>The words by which parts are told to be well or not. Pure.</summary>
public static class HealthWords
{
    public const string Ok = "ok";
    public const string Degraded = "degraded";

    /// <summary>It refuses, or cannot be reached.</summary>
    public const string Away = "away";

    /// <summary>It did not answer in the time that there was.</summary>
    public const string Slow = "slow";

    /// <summary>The push service gives no token for the app's credentials.</summary>
    public const string NoToken = "no_token";

    /// <summary>What an app's push service, which was reached, said of its token.</summary>
    public static string Of(AgoraChatErrorKind kind) =>
        kind is AgoraChatErrorKind.Unavailable or AgoraChatErrorKind.Unknown or AgoraChatErrorKind.Throttled
            ? Away
            : NoToken;

    public static BudgetWord Of(BudgetKey key, Budget budget, DateTimeOffset now)
    {
        var state = BudgetState.Of(key, budget, now);
        var word = state switch
        {
            { HeldBackUntil: not null } => "held_back",
            { LeftToday: 0 } => "used_up",
            { Places: { } places } when places.Taken >= places.Limit => "full",
            { Places.Taken: > 0 } => "in_use",
            _ when !budget.Limit.IsNone && budget.RateAt(now).Share < 1 => "slowed",
            { UsedInLastWindow: > 0 } or { FeedAheadSeconds: > 0 } => "in_use",
            _ => "idle",
        };
        return new(key.App, key.Budget, word, state.HeldBackUntil);
    }
}
