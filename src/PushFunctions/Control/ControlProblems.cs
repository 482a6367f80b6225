using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Control;

/// <summary>Why a push cannot be paused, resumed or cancelled.</summary>
public static class ControlProblems
{
    public static Problem Ended(PushRow push, string what) => new(
        StatusCodes.Status409Conflict, ProblemCodes.PushEnded, "The push has ended",
        $"Push '{push.PushId}' is {StateOf(push)}, so it cannot be {what} any more. Nothing was changed.");

    private static string StateOf(PushRow push) =>
        push.CancelledAt is not null || push.State == PushState.Cancelled ? "cancelled" : "finished";
}
