using Microsoft.Extensions.Logging;

namespace PushFunctions.Map;

/// <summary>All mappings: those put at run time, and the files, over which they go.</summary>
public sealed class MappingBook(MappingFiles files, MappingCache cache, ILogger<MappingBook> log)
{
    /// <summary>To be called before events are mapped: what others have put is known then.</summary>
    public Task FreshenAsync(CancellationToken cancellationToken) => cache.FreshenAsync(cancellationToken);

    public CompiledMapping? Find(string app, string type)
    {
        if (cache.Find(app, type) is { } put)
        {
            if (put.Read is MappingRead.Ready ready) return ready.Mapping;
            // Put by a version of the app that knows more than this one: what this one has is better than nothing.
            var wrong = (MappingRead.Wrong)put.Read;
            log.Unusable(app, type, string.Join(' ', wrong.Errors.Select(error => $"{error.Path} {error.Message}")));
        }

        return files.Find(type)?.Compiled;
    }

    /// <summary>Whether a mapping was put that this version of the app cannot read.</summary>
    public bool IsUnreadable(string app, string type) => cache.Find(app, type) is { Read: MappingRead.Wrong };

    /// <summary>The types that events of an app may have, sorted.</summary>
    public IReadOnlyList<string> TypesOf(string app) =>
    [
        .. cache.All.Where(mapping => mapping.App == app).Select(mapping => mapping.Type)
            .Union(files.Types, StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
