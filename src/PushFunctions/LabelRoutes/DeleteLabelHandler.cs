using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Deletes a label, with the members it has now; those who are put later are a new one.</summary>
public sealed class DeleteLabelHandler(
    LabelAddress address, LabelStore store, LabelReader reader, TimeProvider time, HttpAnswer answers,
    ILogger<DeleteLabelHandler> log)
{
    public Task<IResult> HandleAsync(HttpRequest request, string label, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (address.Find(request, label, out var problem) is not { } partition)
                    return new ProblemResult(problem!);
                if (await store.DeleteAsync(partition, cancellationToken) is not { } row)
                    return new ProblemResult(LabelRefusals.Unknown(partition.App, label));
                log.Deleted(partition.Key);
                // It may be gone by now.
                var view = await reader.ReadAsync(partition, cancellationToken)
                    ?? LabelView.Of(row, count: null, refused: [], time.GetUtcNow());
                return new StatusAnswer<LabelView>(
                    StatusCodes.Status202Accepted, view, LabelRoutesJson.Relaxed.LabelView);
            },
            cancellationToken);
}
