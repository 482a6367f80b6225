using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;

namespace PushFunctions.Receive;

/// <summary>The answer to a batch: what became of each event, in order; <c>400</c> when none was taken.</summary>
public sealed class BatchResult(IReadOnlyList<Acceptance> acceptances) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        IReadOnlyList<BatchItem> items = [.. acceptances.Select(BatchItem.From)];
        var response = httpContext.Response;
        if (items.Any(item => item.PushId is not null))
        {
            return response.WriteAsJsonAsync(
                new BatchBody(items), BatchJson.Relaxed.BatchBody, contentType: null, httpContext.RequestAborted);
        }

        response.StatusCode = StatusCodes.Status400BadRequest;
        var refused = new RefusedBatchBody(
            ProblemBody.TypeOf(ProblemCodes.BatchRefused), "No event of the batch was taken", response.StatusCode,
            ProblemCodes.BatchRefused,
            $"All {items.Count} events were refused. The problem of each is in results, in the order of the batch.",
            items);
        return response.WriteAsJsonAsync(
            refused, BatchJson.Relaxed.RefusedBatchBody, "application/problem+json", httpContext.RequestAborted);
    }
}

internal sealed record BatchBody(IReadOnlyList<BatchItem> Results);

internal sealed record RefusedBatchBody(
    string Type, string Title, int Status, string Code, string Detail, IReadOnlyList<BatchItem> Results);

internal sealed record BatchItem(
    int Index, int Status, string? PushId, bool? Duplicate, IReadOnlyList<string>? Warnings, ProblemBody? Problem)
{
    public static BatchItem From(Acceptance acceptance, int index) => acceptance switch
    {
        Acceptance.Accepted accepted => new(
            index, StatusCodes.Status202Accepted, accepted.Push.PushId, accepted.Duplicate, accepted.Warnings,
            Problem: null),
        Acceptance.Refused { Problem: var problem } => new(
            index, problem.Status, PushId: null, Duplicate: null, Warnings: null, ProblemBody.From(problem)),
        _ => throw new InvalidOperationException("An event is accepted or refused."),
    };
}

[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(RefusedBatchBody))]
internal sealed partial class BatchJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static BatchJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
