using System.Globalization;
using PushFunctions.Dispatch;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tasks;

/// <summary>How the row of a push to labels or to everyone changes. Pure.</summary>
public static class TaskProgress
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Announces the call: from now on it may have been made.</summary>
    /// <param name="by">The call's name.</param>
    /// <param name="until">When its answer must have come.</param>
    public static void Mark(PushRow push, DateTimeOffset now, string by, DateTimeOffset until)
    {
        if (push.State != PushState.Sending || push.Calls == 0) push.Note(now, "sending");
        (push.State, push.CallBy, push.CallUntil, push.StepDue) = (PushState.Sending, by, until, until);
        push.Calls++;
    }

    /// <summary>The announced call was not made, or surely not taken: another may be.</summary>
    public static void Unmark(PushRow push, DateTimeOffset now)
    {
        if (push.IsCallUnknown) (push.State, push.Reason) = (PushState.Sending, null);
        (push.CallBy, push.CallUntil, push.StepDue) = (null, null, now);
    }

    /// <summary>Puts the next step off.</summary>
    public static void PutOff(PushRow push, DateTimeOffset due)
    {
        push.Step++;
        push.StepDue = push.ExpiresAt < due ? push.ExpiresAt.Value : due;
    }

    /// <summary>The far side has a task of it.</summary>
    public static void Accept(PushRow push, DateTimeOffset now, long taskId)
    {
        push.NoteTask(taskId.ToString(CultureInfo.InvariantCulture), now, UserOutcome.Accepted, null);
        push.Accepted = 1;
        End(push, now, reason: null);
    }

    /// <summary>Ends it otherwise.</summary>
    public static void End(PushRow push, DateTimeOffset now, UserOutcome outcome, string description)
    {
        push.NoteTask(taskId: null, now, outcome, description);
        (push.Failed, push.Dead, push.Unknown) = (
            outcome == UserOutcome.Failed ? 1 : 0, outcome == UserOutcome.Dead ? 1 : 0,
            outcome == UserOutcome.Unknown ? 1 : 0);
        if (outcome is UserOutcome.Failed or UserOutcome.Dead) push.LetterAt = now;
        End(push, now, description);
    }

    /// <summary>
    /// Nobody knows whether the call was taken. A person decides whether it is made again; where its time is over, or
    /// it was cancelled, nobody has to.
    /// </summary>
    public static void Lose(PushRow push, DateTimeOffset now, string description)
    {
        if (push.CancelledAt is not null || push.IsExpired(now))
        {
            End(push, now, UserOutcome.Unknown, description);
            return;
        }

        push.NoteTask(taskId: null, now, UserOutcome.Unknown, description);
        push.Stall(
            now,
            $"Nobody knows whether the push service took the call: {description} It is not made again by itself. "
            + $"POST /api/pushes/{push.PushId}/replay makes it again, maybe for the second time; "
            + $"POST /api/pushes/{push.PushId}/cancel ends it.");
    }

    /// <summary>It was refused as too fast, or for want of a place among the tasks.</summary>
    /// <param name="what">What was said, for people.</param>
    /// <returns>When to ask again; null: it is given up.</returns>
    public static DateTimeOffset? Refuse(
        PushRow push, DateTimeOffset now, StallOptions options, bool isBusy, string what)
    {
        // Only time in which somebody tried counts.
        var since = push.RefusedAt + options.After < now ? now : push.RefusedSince ?? now;
        (push.Refusals, push.RefusedSince, push.RefusedAt) = ((push.Refusals ?? 0) + 1, since, now);
        if (now - since >= options.GiveUpAfter)
        {
            End(push, now, UserOutcome.Dead, $"{Reason(since, what)} It is given up.");
            return null;
        }

        if (now - since >= options.After && push is { ThrottledSince: null, Rests: false, CancelledAt: null })
        {
            push.BeginThrottled(now, since);
            push.Reason = $"{Reason(since, what)} It goes on by itself.";
        }

        return isBusy ? now + WaitAfter(push.Refusals.Value) : now;
    }

    /// <summary>It failed, and was surely not taken.</summary>
    /// <returns>When to try again; null: it has ended.</returns>
    public static DateTimeOffset? Fail(PushRow push, DateTimeOffset now, RetrySchedule schedule, string description)
    {
        (push.Refusals, push.RefusedSince, push.RefusedAt, push.IsTokenRefused) = (null, null, null, null);
        if (push.ThrottledSince is not null) push.EndThrottled(now);
        var tries = (push.Tries ?? 0) + 1;
        push.Tries = tries;
        if (!schedule.HasTryAfter(tries))
        {
            End(push, now, UserOutcome.Dead, $"Tried {tries} times; the last answer: {description}");
            return null;
        }

        var due = schedule.DueAfter(push.PushId, push.Round, tries, now);
        push.Note(now, $"try {tries} failed");
        if (!push.IsExpired(due)) return due;
        Expire(push, now);
        return null;
    }

    /// <summary>Its time is over.</summary>
    public static void Expire(PushRow push, DateTimeOffset now) =>
        End(push, now, UserOutcome.Expired, UserEntry.Expired(push.ExpiresAt, tries: 0).Description);

    private static void End(PushRow push, DateTimeOffset now, string? reason)
    {
        (push.CallBy, push.CallUntil, push.ThrottledSince, push.Reason) = (null, null, null, reason);
        PushProgress.End(push, now);
    }

    private static string Reason(DateTimeOffset since, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"Nothing could be sent since {since:O}: {what}");

    private static TimeSpan WaitAfter(int refusals)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(refusals, 5) - 1);
        return wait < LongestWait ? wait : LongestWait;
    }
}
