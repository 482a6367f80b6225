using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Stories;

namespace PushFunctions.LabelRoutes;

/// <summary>Shows how a user stands with a label.</summary>
public sealed class GetMemberHandler(
    LabelAddress address, LabelReader labels, MemberReader members, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(
        HttpRequest request, string label, string user, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (address.Find(request, label, out var problem) is not { } partition)
                    return new ProblemResult(problem!);
                if (UserId.FindProblem(user) is { } reason)
                    return new ProblemResult(StoryProblems.InvalidUser(reason));
                if (await members.FindAsync(partition, user, cancellationToken) is { } view)
                    return new JsonAnswer<MemberView>(view, LabelRoutesJson.Relaxed.MemberView);
                return new ProblemResult(
                    await labels.ExistsAsync(partition, cancellationToken)
                        ? LabelRefusals.UnknownMember(partition.App, label)
                        : LabelRefusals.Unknown(partition.App, label));
            },
            cancellationToken);
}
