using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Which moments an event may name for its sending and its end. Pure.</summary>
public static class SendTimeRules
{
    /// <summary>How far ahead an event may be sent: a year, and its leap day.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    /// <summary>An event that was to be sent so short a time ago is sent at once: it was under way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>The end of a push that is worth sending for so long; a time too far to have one is refused.</summary>
    public static DateTimeOffset? EndOf(DateTimeOffset begins, TimeSpan? after) =>
        DateTimeOffset.MaxValue - begins > after ? begins + after : null;

    /// <returns>What is wrong with the moments of a push that would begin now; null: nothing.</returns>
    public static Problem? FindProblem(PushRow draft)
    {
        var now = draft.Created;
        if (draft.SendAt is { } sendAt)
        {
            if (now - sendAt > Grace) return AcceptProblems.SendAtPassed(sendAt, now);
            if (sendAt - now > Furthest) return AcceptProblems.SendAtTooFar(sendAt, now, Furthest);
        }

        if (draft.IsExpired(now)) return AcceptProblems.Expired(draft.ExpiresAt!.Value, now);
        return draft.IsExpired(draft.Begins)
            ? AcceptProblems.ExpiresBeforeSent(draft.ExpiresAt!.Value, draft.Begins)
            : null;
    }
}
