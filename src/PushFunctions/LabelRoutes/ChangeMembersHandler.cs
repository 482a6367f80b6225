using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Labels;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>
/// Adds or removes users, all of them or, when one is wrong, none. Whoever gets no answer sends the same again.
/// </summary>
public sealed class ChangeMembersHandler(
    LabelAddress address, LabelReader labels, AudienceMembers audiences, MemberBook book, LabelBell bell,
    HttpAnswer answers, ILogger<ChangeMembersHandler> log)
{
    public Task<IResult> HandleAsync(
        HttpRequest request, string label, bool isRemoval, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var partition = isRemoval
                    ? address.Find(request, label, out var problem)
                    : address.Make(request, label, out problem);
                if (partition is null) return new ProblemResult(problem!);
                var (source, wrong) = await MemberBody.ReadAsync(request, cancellationToken);
                if (source is null) return new ProblemResult(wrong!);
                if (isRemoval && !await labels.ExistsAsync(partition, cancellationToken))
                    return new ProblemResult(LabelRefusals.Unknown(partition.App, label));
                var users = source.Users;
                if (source.Audience is { } audience)
                {
                    (users, wrong) = await audiences.ReadAsync(partition.App, audience, cancellationToken);
                    if (wrong is not null) return new ProblemResult(wrong);
                }

                await (isRemoval
                    ? book.RemoveAsync(partition, users, cancellationToken)
                    : book.PutAsync(partition, users, cancellationToken));
                await (isRemoval
                    ? bell.RingIfThereAsync(partition, cancellationToken)
                    : bell.RingAsync(partition, cancellationToken));
                if (isRemoval) log.MembersRemoved(partition.Key, users.Count);
                else log.MembersAdded(partition.Key, users.Count);
                return new StatusAnswer<MembersChange>(
                    StatusCodes.Status202Accepted, new(label, users.Count, source.Duplicates),
                    LabelRoutesJson.Relaxed.MembersChange);
            },
            cancellationToken);
}
