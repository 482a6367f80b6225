using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Puts a label: it is created at the far side, with or without members.</summary>
public sealed class PutLabelHandler(
    LabelAddress address, LabelStore store, LabelReader reader, HttpAnswer answers, ILogger<PutLabelHandler> log)
{
    private const string Fixed =
        "The push service has the label already and cannot change its description; the new one is kept here, and given "
        + "to it when the label is created anew.";

    public Task<IResult> HandleAsync(HttpRequest request, string label, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (address.Make(request, label, out var problem) is not { } partition)
                    return new ProblemResult(problem!);
                var (description, wrong) = await LabelBody.ReadAsync(request, cancellationToken);
                if (wrong is not null) return new ProblemResult(wrong);
                var before = await store.PutAsync(partition, description, cancellationToken);
                log.Put(partition.Key);
                if (await reader.ReadAsync(partition, cancellationToken) is not { } view)
                    return new ProblemResult(LabelRefusals.Unknown(partition.App, label));
                return new StatusAnswer<LabelView>(
                    LabelStore.IsNew(before) ? StatusCodes.Status201Created : StatusCodes.Status200OK,
                    IsInVain(before, description) ? view with { Warnings = [Fixed] } : view,
                    LabelRoutesJson.Relaxed.LabelView);
            },
            cancellationToken);

    private static bool IsInVain(LabelRow? before, string description) =>
        before is { IsThere: true, IsDeleted: false } && (before.Description ?? "") != description;
}
