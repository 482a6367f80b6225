using System.Text.Json;

namespace PushFunctions.LocalHost.CommandLine;

/// <summary>Reads the <c>Values</c> of a local.settings.json.</summary>
public static class SettingsFile
{
    private static readonly JsonDocumentOptions Json =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <param name="path">The file.</param>
    /// <exception cref="LocalHostStartException">The file is missing or not what it should be.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path), Json);
            if (file.RootElement.ValueKind != JsonValueKind.Object
                || !file.RootElement.TryGetProperty("Values", out var values)
                || values.ValueKind != JsonValueKind.Object)
            {
                throw Wrong(path, "it has no object 'Values'; see local.settings.example.json.");
            }
            if (file.RootElement.TryGetProperty("IsEncrypted", out var flag) && flag.ValueKind == JsonValueKind.True)
                throw Wrong(path, "it is encrypted; run 'func settings decrypt' first.");
            return values.EnumerateObject().ToDictionary(
                value => value.Name,
                value => value.Value.ValueKind == JsonValueKind.String
                    ? value.Value.GetString()
                    : throw Wrong(path, $"'{value.Name}' is {value.Value.ValueKind}; every value must be a string."));
        }
        catch (JsonException exception)
        {
            throw Wrong(path, $"it is not JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, exception.Message);
        }
    }

    private static LocalHostStartException Wrong(string path, string reason) =>
        new([$"Settings file '{path}' cannot be used: {reason}"]);
}
