using System.Text.Json;
using AgoraChat.Push;
using Microsoft.Extensions.Hosting;

namespace PushFunctions.Map;

/// <summary>
/// The mappings in <c>mappings/</c> beside the app, read and compiled at start: a bad one stops the start.
/// </summary>
public sealed class MappingFiles(string folder) : IHostedService
{
    private static readonly string[] Fields = ["type", "message", "strategy", "onOverflow"];

    private readonly Lazy<IReadOnlyDictionary<string, CompiledMapping>> _mappings = new(() => ReadAll(folder));

    /// <summary>The types that have a mapping, sorted.</summary>
    public IEnumerable<string> Types => _mappings.Value.Keys.Order(StringComparer.Ordinal);

    public CompiledMapping? Find(string type) => _mappings.Value.GetValueOrDefault(type);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = _mappings.Value;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Dictionary<string, CompiledMapping> ReadAll(string folder)
    {
        var mappings = new Dictionary<string, CompiledMapping>(StringComparer.Ordinal);
        if (!Directory.Exists(folder)) return mappings;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var mapping = Read(file);
            if (!mappings.TryAdd(mapping.Mapping.Type, mapping))
                throw new InvalidMappingException(file, $"the type '{mapping.Mapping.Type}' has another file already.");
        }

        return mappings;
    }

    private static CompiledMapping Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(file),
                new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip });
            return new(Read(file, document.RootElement));
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
        catch (HandlebarsDotNet.HandlebarsException exception)
        {
            throw new InvalidMappingException(file, exception.Message);
        }
    }

    private static Mapping Read(string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidMappingException(file, "it must be a JSON object.");
        var unknown = root.EnumerateObject().FirstOrDefault(member => !Fields.Contains(member.Name));
        if (unknown.Value.ValueKind != JsonValueKind.Undefined)
        {
            throw new InvalidMappingException(
                file, $"/{unknown.Name} is not known; known are {string.Join(", ", Fields)}.");
        }

        if (!root.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String
            || type.GetString() is not { Length: > 0 })
        {
            throw new InvalidMappingException(file, "/type is missing; give the type of event as a string.");
        }

        if (!root.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object)
            throw new InvalidMappingException(file, "/message is missing; give the message as an object.");
        var strategy = (int)PushStrategy.VendorOnly;
        if (root.TryGetProperty("strategy", out var named) && !Strategies.TryRead(named, out strategy))
            throw new InvalidMappingException(file, $"/strategy is not known; known are {Strategies.Known}.");
        var overflow = Overflow.Refuse;
        if (root.TryGetProperty("onOverflow", out var rule) && !TryReadOverflow(rule, out overflow))
            throw new InvalidMappingException(file, "/onOverflow is not known; known are \"refuse\" and \"truncate\".");
        return new(type.GetString()!, message.Clone(), strategy, overflow);
    }

    private static bool Is(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static bool TryReadOverflow(JsonElement rule, out Overflow overflow)
    {
        overflow = Overflow.Truncate;
        if (Is(rule, "truncate")) return true;
        overflow = Overflow.Refuse;
        return Is(rule, "refuse");
    }
}
