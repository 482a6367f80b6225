using Microsoft.AspNetCore.Http;
using PushFunctions.Manage;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Deletes an audience; pushes that go to it go on, and its list stays as long as they need it.</summary>
public sealed class DeleteAudienceHandler(AudienceAddress address, AudienceStore store, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = address.Read(request, name);
                if (problem is not null) return new ProblemResult(problem);
                var condition = MappingCondition.Read(request.Headers);
                var partition = AudienceRow.PartitionOf(app, name);
                return await store.DeleteAsync(partition, condition, cancellationToken) switch
                {
                    AudienceChange.Deleted => Results.NoContent(),
                    AudienceChange.Missing => new ProblemResult(AudienceRefusals.Unknown(app, name)),
                    AudienceChange.Refused refused =>
                        new ProblemResult(AudienceRefusals.Changed(name, condition, refused.Version)),
                    var change => throw new InvalidOperationException($"{change} does not come of deleting."),
                };
            },
            cancellationToken);
}
