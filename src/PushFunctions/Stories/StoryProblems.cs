using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>Why nothing can be told of users.</summary>
public static class StoryProblems
{
    /// <param name="reason">What is wrong with the id.</param>
    public static Problem InvalidUser(string reason) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidUser, "No user can have this id",
        $"The id in the address {reason}")
    {
        Errors = [new("/user", reason)],
    };

    public static Problem NobodyNamed(PushRow push) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UserNotInPush, "The push names no users",
        $"Push '{push.PushId}' goes to {push.TaskTo}: the push service alone knows who gets it. "
        + $"GET /api/pushes/{push.PushId} tells its tasks.");

    /// <param name="isExpanding">Whether its users are still being looked up.</param>
    public static Problem NotInPush(string pushId, bool isExpanding) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UserNotInPush, "The push does not go to this user",
        isExpanding
            ? $"The user is not among those of push '{pushId}' that were found up to now. They are still being looked "
              + "up by their labels; ask again later."
            : $"The user is not among those of push '{pushId}': those of its event or, of an audience, those on its "
              + "list when the event was accepted; of labels, those who had them when they were looked up. Check both "
              + "ids, letter by letter.");
}
