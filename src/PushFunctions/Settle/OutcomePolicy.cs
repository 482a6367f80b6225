using AgoraChat.Push;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>
/// The one place that decides what an answer means for a user: accepted, failed, tried again, or dead.
/// </summary>
public sealed class OutcomePolicy(RetrySchedule schedule)
{
    /// <summary>What the far side says of users for whom the same call fails the same way.</summary>
    private static readonly HashSet<string> Permanent = new(StringComparer.OrdinalIgnoreCase)
    {
        "no push binding", "illegal binding", "appUser not exists", "no user exist", "bad device token",
        "notifier disabled", "notifier is ban", "no notifier exist", "invalid notifier", "message ignore push",
        "invalid message", "expire message", "user ignore push", "ignore push device id", "invalid VOIP notification",
    };

    public UserEntry Decide(CallOutcome outcome, int position, int triesBefore)
    {
        var tries = triesBefore + 1;
        return outcome switch
        {
            CallOutcome.Answered answered => Decide(answered.Users[position], tries),
            CallOutcome.Unauthorized unauthorized => TryAgain(OwnStatus.Unauthorized, unauthorized.Description, tries),
            CallOutcome.Failed { MayHaveBeenSent: true } failed =>
                TryAgain(OwnStatus.Unknown, failed.Description, tries),
            CallOutcome.Failed { Kind: AgoraChatErrorKind.Refused or AgoraChatErrorKind.NotFound } failed =>
                new(UserOutcome.Failed, OwnStatus.Refused, failed.Description, tries),
            CallOutcome.Failed failed => TryAgain(failed.Kind.ToString().ToUpperInvariant(), failed.Description, tries),
            _ => throw new InvalidOperationException($"{outcome.GetType().Name} decides nothing for a user."),
        };
    }

    private UserEntry Decide(UserPushResult result, int tries)
    {
        var description = result.Description ?? "";
        return result.Status switch
        {
            PushStatus.Success => new(UserOutcome.Accepted, "SUCCESS", description, tries),
            PushStatus.AsyncSuccess => new(UserOutcome.Accepted, "ASYNC_SUCCESS", description, tries),
            PushStatus.Fail when Permanent.Contains(description) => new(UserOutcome.Failed, "FAIL", description, tries),
            PushStatus.Fail => TryAgain("FAIL", description, tries),
            PushStatus.Error => TryAgain("ERROR", description, tries),
            PushStatus.Missing => TryAgain(OwnStatus.Missing, "The answer did not speak of this user.", tries),
            _ => throw new InvalidOperationException($"No rule for {result.Status}."),
        };
    }

    private UserEntry TryAgain(string status, string description, int tries) => new(
        schedule.HasTryAfter(tries) ? UserOutcome.Retrying : UserOutcome.Dead, status, description, tries);
}
