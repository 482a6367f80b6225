using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;

namespace PushFunctions.Manage;

/// <summary>Puts a mapping that compiles, over an earlier one and over the file of its type.</summary>
public sealed class PutMappingHandler(
    MappingAddress address, KnownApps apps, MappingStore store, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string type, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = address.Read(request, type);
                if (problem is not null) return new ProblemResult(problem);
                var (json, wrong) = await MappingBody.ReadAsync(
                    request, type, apps.CountingOf(app), cancellationToken);
                if (json is null) return new ProblemResult(wrong!);
                var condition = MappingCondition.Read(request.Headers);
                return await store.PutAsync(app, type, json, condition, cancellationToken) switch
                {
                    MappingChange.Put put => MappingAnswer.For(put),
                    MappingChange.Refused refused =>
                        new ProblemResult(MappingRefusals.Changed(type, condition, refused.Version)),
                    var change => throw new InvalidOperationException($"{change} does not come of putting."),
                };
            },
            cancellationToken);
}
