using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Shows a label, and how far the far side follows.</summary>
public sealed class GetLabelHandler(LabelAddress address, LabelReader reader, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string label, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (address.Find(request, label, out var problem) is not { } partition)
                    return new ProblemResult(problem!);
                return await reader.ReadAsync(partition, cancellationToken) is { } view
                    ? new JsonAnswer<LabelView>(view, LabelRoutesJson.Relaxed.LabelView)
                    : new ProblemResult(LabelRefusals.Unknown(partition.App, label));
            },
            cancellationToken);
}
