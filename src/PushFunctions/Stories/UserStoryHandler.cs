using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>Tells what became of one user of a push.</summary>
public sealed class UserStoryHandler(PushStore pushes, UserStories stories, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(string id, string user, CancellationToken cancellationToken) => answers.RunAsync(
        async () =>
        {
            if (UserId.FindProblem(user) is { } reason)
                return new ProblemResult(StoryProblems.InvalidUser(reason));
            if (!PushIds.IsValid(id) || await pushes.FindWithStepsAsync(id, cancellationToken) is not { } found)
                return new ProblemResult(PushProblems.Unknown(id));
            if (found.Push.IsTask) return new ProblemResult(StoryProblems.NobodyNamed(found.Push));
            return await stories.FindAsync(found, user, cancellationToken) is { } story
                ? new JsonAnswer<UserStory>(story, StoryJson.Relaxed.UserStory)
                : new ProblemResult(StoryProblems.NotInPush(id, found.Push.IsExpanding));
        },
        cancellationToken);
}
