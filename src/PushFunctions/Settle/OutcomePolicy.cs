using Microsoft.Extensions.Options;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>
/// Says what becomes of a user by the table's verdict: accepted, failed, tried again, unknown, or dead.
/// </summary>
public sealed class OutcomePolicy(OutcomeTable table, RetrySchedule schedule, IOptions<DeliveryOptions> options)
{
    public UserEntry Decide(CallOutcome outcome, int position, int triesBefore)
    {
        var verdict = VerdictOf(outcome, position);
        var (status, description) = Words(outcome, verdict, position);
        var tries = triesBefore + 1;
        return verdict switch
        {
            Verdict.Accepted => new(UserOutcome.Accepted, status, description, tries),
            // Alone in its call, or in one that nobody halved.
            Verdict.Failed or Verdict.Split => new(UserOutcome.Failed, status, description, tries),
            Verdict.Unknown when options.Value.HoldsUnknown =>
                new(UserOutcome.Unknown, status, description, tries),
            Verdict.Retry or Verdict.Unknown => new(
                schedule.HasTryAfter(tries) ? UserOutcome.Retrying : UserOutcome.Dead, status, description, tries),
            _ => throw new InvalidOperationException($"A call that is {verdict} decides nothing for a user."),
        };
    }

    /// <summary>Whether the user at this position may have been told although it is not known.</summary>
    public bool MayHaveReached(CallOutcome outcome, int position) =>
        VerdictOf(outcome, position) == Verdict.Unknown
        || outcome is CallOutcome.Failed { Failure.MayHaveBeenSent: true };

    private Verdict VerdictOf(CallOutcome outcome, int position) => outcome switch
    {
        CallOutcome.Answered answered => table.Of(answered.Users[position]),
        CallOutcome.Failed failed => failed.Verdict,
        CallOutcome.Throttled => Verdict.Throttled,
        _ => throw new InvalidOperationException($"No verdict on {outcome.GetType().Name}."),
    };

    private static (string Status, string Description) Words(CallOutcome outcome, Verdict verdict, int position) =>
        outcome switch
        {
            CallOutcome.Answered answered => (
                OutcomeRule.WordOf(answered.Users[position].Status),
                answered.Users[position].Status == AgoraChat.Push.PushStatus.Missing
                    ? "The answer did not speak of this user."
                    : answered.Users[position].Description ?? ""),
            CallOutcome.Failed failed => (
                verdict switch
                {
                    Verdict.Failed or Verdict.Split => OwnStatus.Refused,
                    Verdict.Unknown => OwnStatus.Unknown,
                    _ => failed.Failure.Kind.ToString().ToUpperInvariant(),
                },
                failed.Failure.Description),
            _ => ("", ""),
        };
}
