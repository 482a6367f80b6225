using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.ManyPreferences;

/// <summary>Why nothing can be told of many preferences.</summary>
internal static class JobProblems
{
    public static Problem Unknown(string id) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownPreferences, "There are no such preferences",
        $"'{EventNames.Shorten(id)}' is no id that PUT /api/users/notifications has answered with, or its time is over "
        + "(Retention__Days).");
}
