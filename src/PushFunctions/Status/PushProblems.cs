using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Status;

/// <summary>Why nothing can be told of a push.</summary>
public static class PushProblems
{
    public static Problem Unknown(string id) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownPush, "There is no such push",
        $"No push has the id '{EventNames.Shorten(id)}'. "
        + "The id is in the answer to the event, as pushId.");
}
