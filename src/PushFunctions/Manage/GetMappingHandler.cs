using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Manage;

/// <summary>Shows the mapping of a type: the one that was put, else the file.</summary>
public sealed class GetMappingHandler(
    KnownApps apps, MappingStore store, MappingFiles files, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string type, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                if (MappingAddress.IsType(type) && await store.FindAsync(app, type, cancellationToken) is { } mapping)
                    return MappingAnswer.For(mapping);
                return files.Find(type) is { } file
                    ? MappingAnswer.For(file)
                    : new ProblemResult(MappingRefusals.Unknown(app, type));
            },
            cancellationToken);
}
