using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Map;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Manage;

/// <summary>Lists the mappings of an app: those that were put, and the files that they leave uncovered.</summary>
public sealed class ListMappingsHandler(
    KnownApps apps, MappingStore store, MappingFiles files, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                // Read anew: what another process has put a moment ago is to be seen, too.
                var list = List(await store.ListAsync(app, cancellationToken));
                return new JsonAnswer<MappingList>(list, MappingsJson.Relaxed.MappingList);
            },
            cancellationToken);

    private MappingList List(IReadOnlyList<MappingRow> stored)
    {
        var put = stored.Select(mapping => new MappingEntry(
            mapping.Type,
            "stored",
            MappingCondition.ETagOf(mapping.Version),
            mapping.Changed,
            HidesFile: files.Find(mapping.Type) is not null)).ToList();
        var uncovered = files.Types.Except(put.Select(entry => entry.Type), StringComparer.Ordinal)
            .Select(type => new MappingEntry(type, "file"));
        return new([.. put.Concat(uncovered).OrderBy(entry => entry.Type, StringComparer.Ordinal)]);
    }
}
