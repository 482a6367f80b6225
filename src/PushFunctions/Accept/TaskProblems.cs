using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Why a push to labels or to everyone is not taken.</summary>
public static class TaskProblems
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Places of a later day come back when pushes are cancelled, at no moment that is known.</summary>
    private static readonly TimeSpan OfLaterDay = TimeSpan.FromHours(1);

    /// <param name="from">When it was to be sent.</param>
    /// <param name="next">The first moment after it that has a place.</param>
    public static Problem DayUsedUp(string to, DateTimeOffset from, DateTimeOffset next, DateTimeOffset now)
    {
        var wait = from.UtcDateTime.Date > now.UtcDateTime.Date ? OfLaterDay : next - now;
        return new(
            StatusCodes.Status429TooManyRequests, ProblemCodes.DayUsedUp, "The day's pushes are used up",
            string.Create(
                CultureInfo.InvariantCulture,
                $"All pushes to {to} that the push service takes on {from.UtcDateTime:yyyy-MM-dd} (UTC) are booked; ")
            + string.Create(CultureInfo.InvariantCulture, $"the next free place is at {next:O}. ")
            + "Send the same event again then, or with \"whenExhausted\": \"wait\" at once: it waits for its place.")
        {
            RetryAfter = wait > Shortest ? wait : Shortest,
        };
    }

    /// <summary>Nobody knows whether the call of a push was taken.</summary>
    public static Problem CallUnknown(PushRow push, string what) => new(
        StatusCodes.Status409Conflict, ProblemCodes.CallUnknown, "It is not known whether the call was taken",
        $"Push '{push.PushId}' was called, and no answer came, so it cannot be {what}: that would send it again. "
        + $"Nothing was changed. POST /api/pushes/{push.PushId}/replay sends it again, maybe for the second time; "
        + $"POST /api/pushes/{push.PushId}/cancel ends it.");
}
