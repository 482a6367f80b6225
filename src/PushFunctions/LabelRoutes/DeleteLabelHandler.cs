using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Deletes a label, with the members it has now; those who are put later are a new one.</summary>
public sealed class DeleteLabelHandler(
    LabelAddress address, LabelStore store, LabelReader reader, HttpAnswer answers, ILogger<DeleteLabelHandler> log)
{
    public Task<IResult> HandleAsync(HttpRequest request, string label, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (address.Find(request, label, out var problem) is not { } partition)
                    return new ProblemResult(problem!);
                if (!await store.DeleteAsync(partition, cancellationToken)
                    || await reader.ReadAsync(partition, cancellationToken) is not { } view)
                {
                    return new ProblemResult(LabelRefusals.Unknown(partition.App, label));
                }

                log.Deleted(partition.Key);
                return new StatusAnswer<LabelView>(
                    StatusCodes.Status202Accepted, view, LabelRoutesJson.Relaxed.LabelView);
            },
            cancellationToken);
}
