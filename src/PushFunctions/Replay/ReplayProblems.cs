using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>Why a push cannot be replayed.</summary>
public static class ReplayProblems
{
    /// <returns>Null: it can be.</returns>
    public static Problem? Find(PushRow push, ReplayRequest request, DateTimeOffset now)
    {
        if (push.ShownState == PushState.Cancelled) return Cancelled(push);
        if (!push.HasEnded) return Running(push);
        return request.ExpiresAt is null && push.IsExpired(now) ? Expired(push) : null;
    }

    /// <summary>Says that a replay begins another round than the request is for.</summary>
    public static Problem WrongRound(PushRow push, int asked)
    {
        var by = push.Round == asked ? ", which another replay began" : "";
        return new(
            StatusCodes.Status409Conflict, ProblemCodes.WrongRound, "The push is at another round",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Push '{push.PushId}' is at round {push.Round}{by}. The next replay begins round {push.Round + 1}, ")
            + string.Create(CultureInfo.InvariantCulture, $"and this one is to begin {asked}. Nothing was changed. ")
            + $"Look at GET /api/pushes/{push.PushId}, and decide anew.");
    }

    public static Problem NamesNobody(PushRow push) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidReplay, "The replay cannot be understood",
        $"Push '{push.PushId}' goes to {push.TaskTo}, and the push service alone knows who that is. Leave out users.")
    {
        Errors = [new("/users", "names users, and the push does not.")],
    };

    public static Problem HasBody() => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidQuery, "The address asks for what there is not",
        "This route takes no body: put the filters into the query. Nothing was replayed. "
        + "POST /api/pushes/{id}/replay takes a body, for one push.")
    {
        Errors = [new("body", "is not read here; the filters stand in the query.")],
    };

    public static Problem UnknownLetter(string letter) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownDeadLetter, "There is no such dead letter",
        $"No dead letter of the app has the id '{EventNames.Shorten(letter)}': it may have been replayed or dismissed. "
        + "Ids are in GET /api/dead-letters.");

    private static Problem Running(PushRow push) => new(
        StatusCodes.Status409Conflict, ProblemCodes.PushRunning, "The push has not ended",
        $"Push '{push.PushId}' is {push.ShownState.ToString().ToLowerInvariant()}, "
        + (push.Round == 0 ? "in its first round" : $"in its replay {push.Round}")
        + ". Nothing was changed. "
        + (push.Rests
            ? $"It goes on when it is resumed: POST /api/pushes/{push.PushId}/resume. "
            : "")
        + $"Look at GET /api/pushes/{push.PushId} until it is finished; then replay who is dead by then.");

    private static Problem Cancelled(PushRow push) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.PushCancelled, "The push was cancelled",
        $"Push '{push.PushId}' was cancelled, and is not sent to anybody again. Post a new event to its users.");

    private static Problem Expired(PushRow push) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.PushExpired, "The push has expired",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The time of push '{push.PushId}' was over at {push.ExpiresAt:O}. ")
        + "Nothing was changed. Give another moment in the body, as expiresAt.");
}
