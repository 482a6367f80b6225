using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace PushFunctions.Map;

/// <summary>
/// The mappings in <c>mappings/</c> beside the app, read and compiled at start: a bad one stops the start.
/// </summary>
public sealed class MappingFiles(string folder) : IHostedService
{
    private readonly Lazy<IReadOnlyDictionary<string, MappingFile>> _mappings = new(() => ReadAll(folder));

    /// <summary>The types that have a mapping, sorted.</summary>
    public IEnumerable<string> Types => _mappings.Value.Keys.Order(StringComparer.Ordinal);

    public MappingFile? Find(string type) => _mappings.Value.GetValueOrDefault(type);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = _mappings.Value;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Dictionary<string, MappingFile> ReadAll(string folder)
    {
        var mappings = new Dictionary<string, MappingFile>(StringComparer.Ordinal);
        if (!Directory.Exists(folder)) return mappings;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var mapping = Read(file);
            var type = mapping.Compiled.Mapping.Type;
            if (!mappings.TryAdd(type, mapping))
                throw new InvalidMappingException(file, $"the type '{type}' has another file already.");
        }

        return mappings;
    }

    private static MappingFile Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(file),
                new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip });
            return MappingReader.Read(document.RootElement) switch
            {
                MappingRead.Ready ready => new(ready.Mapping, document.RootElement.Clone()),
                MappingRead.Wrong wrong => throw new InvalidMappingException(
                    file, string.Join(' ', wrong.Errors.Select(error => $"{error.Path} {error.Message}".TrimStart()))),
                _ => throw new InvalidOperationException("A mapping is ready or wrong."),
            };
        }
        catch (JsonException exception)
        {
            // A member that is there twice has no line.
            throw new InvalidMappingException(file, exception.LineNumber is { } line
                ? $"not JSON, line {line + 1}, position {exception.BytePositionInLine + 1}."
                : $"not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidMappingException(
                file, "a string holds half of a surrogate pair, or bytes that are no Unicode.");
        }
    }
}

/// <summary>One file: its rule, compiled and as it is written.</summary>
public sealed record MappingFile(CompiledMapping Compiled, JsonElement Json);
