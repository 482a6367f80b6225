using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Labels;
using PushFunctions.Problems;
using PushFunctions.Stories;

namespace PushFunctions.LabelRoutes;

/// <summary>Takes a label from a user.</summary>
public sealed class DeleteMemberHandler(
    LabelAddress address, LabelReader labels, MemberReader members, MemberBook book, LabelBell bell,
    HttpAnswer answers)
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
                if (await members.FindAsync(partition, user, cancellationToken) is not { } view)
                {
                    return new ProblemResult(
                        await labels.ExistsAsync(partition, cancellationToken)
                            ? LabelRefusals.UnknownMember(partition.App, label)
                            : LabelRefusals.Unknown(partition.App, label));
                }

                await book.RemoveAsync(partition, [user], cancellationToken);
                await bell.RingIfThereAsync(partition, cancellationToken);
                return new StatusAnswer<MemberView>(
                    StatusCodes.Status202Accepted, view with { Desired = false, Pending = view.Applied },
                    LabelRoutesJson.Relaxed.MemberView);
            },
            cancellationToken);
}
