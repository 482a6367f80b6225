using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Simulator;

/// <summary>Reads the bodies of the control routes, strictly: a misspelt fault would never happen.</summary>
internal static class ControlBody
{
    /// <exception cref="ArgumentException">The body cannot be used; the message says why.</exception>
    public static async Task<T> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (type.Kind == JsonTypeInfoKind.Object)
                RefuseUnknown(body.RootElement, type);
            return body.RootElement.Deserialize(type)
                ?? throw new ArgumentException("The body is null; send an object.");
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"The body cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <summary>Reads a body that names only what changes.</summary>
    /// <exception cref="ArgumentException">The body cannot be used; the message says why.</exception>
    public static async Task<T> MergeAsync<T>(
        HttpRequest request, T current, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                throw new ArgumentException("The body must be an object.");
            RefuseUnknown(body.RootElement, type);
            var merged = JsonSerializer.SerializeToNode(current, type)!.AsObject();
            foreach (var member in body.RootElement.EnumerateObject())
                merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            return merged.Deserialize(type)!;
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"The body cannot be read: {wrong.Message}", wrong);
        }
    }

    private static void RefuseUnknown(JsonElement body, JsonTypeInfo type)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return;

        var known = type.Properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = body.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name));
        if (string.Join(", ", unknown) is { Length: > 0 } names)
            throw new ArgumentException($"Unknown: {names}. The fields are: {string.Join(", ", known)}.");
    }
}
