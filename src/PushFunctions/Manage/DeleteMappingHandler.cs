using Microsoft.AspNetCore.Http;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Manage;

/// <summary>Deletes a mapping that was put; a file of its type is used again.</summary>
public sealed class DeleteMappingHandler(
    MappingAddress address, MappingStore store, MappingFiles files, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string type, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = address.Read(request, type);
                if (problem is not null) return new ProblemResult(problem);
                var condition = MappingCondition.Read(request.Headers);
                return await store.DeleteAsync(app, type, condition, cancellationToken) switch
                {
                    MappingChange.Deleted => Results.NoContent(),
                    MappingChange.Missing =>
                        new ProblemResult(MappingRefusals.NotStored(app, type, files.Find(type) is not null)),
                    MappingChange.Refused refused =>
                        new ProblemResult(MappingRefusals.Changed(type, condition, refused.Version)),
                    var change => throw new InvalidOperationException($"{change} does not come of deleting."),
                };
            },
            cancellationToken);
}
