using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Lists who is to have a label, by name, in pages.</summary>
public sealed class ListMembersHandler(
    LabelAddress address, LabelReader labels, MemberReader members, HttpAnswer answers)
{
    private const int Entries = 100;

    public Task<IResult> HandleAsync(HttpRequest request, string label, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (address.Find(request, label, out var problem) is not { } partition)
                    return new ProblemResult(problem!);
                var errors = new List<FieldError>();
                var page = PageRequest.Read(request, Entries, Targets.IsUser, errors);
                if (errors.Count > 0) return new ProblemResult(QueryProblem.Of(errors));
                var list = await members.ListAsync(partition, page, cancellationToken);
                return list.Members.Count > 0 || await labels.ExistsAsync(partition, cancellationToken)
                    ? new JsonAnswer<MemberList>(list, LabelRoutesJson.Relaxed.MemberList)
                    : new ProblemResult(LabelRefusals.Unknown(partition.App, label));
            },
            cancellationToken);
}
