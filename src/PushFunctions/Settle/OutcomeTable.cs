using AgoraChat.Push;
using Microsoft.Extensions.Options;

namespace PushFunctions.Settle;

/// <summary>
/// The one table that says what an answer means: the rules of the settings, then <see cref="DefaultOutcomes"/>. The
/// first that covers it decides.
/// </summary>
public sealed class OutcomeTable(IOptions<OutcomeOptions> options)
{
    private readonly IReadOnlyList<OutcomeRule> _rules = [.. options.Value.Rules, .. DefaultOutcomes.Rules];

    /// <summary>What is said of one user.</summary>
    public Verdict Of(UserPushResult result) => _rules.First(rule => rule.Covers(result)).Becomes;

    /// <summary>What a call comes to that failed as a whole.</summary>
    public Verdict Of(CallFailure failure) => _rules.First(rule => rule.Covers(failure)).Becomes switch
    {
        // Such as a 503 to the call for a token: the push itself had not left.
        Verdict.Unknown when !failure.MayHaveBeenSent => Verdict.Retry,
        // By a setting, such as a 503 that is to be throttled: both call again as if nobody had been told.
        Verdict.Split or Verdict.Throttled when failure.MayHaveBeenSent => Verdict.Unknown,
        var verdict => verdict,
    };
}
