using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>
/// Reads one event from a body and says all that is wrong with it at once. Unknown fields are ignored.
/// </summary>
public static class EventReader
{
    /// <summary>Longest id and type.</summary>
    public const int MaxName = 1_024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public static EventRead Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            // First, since it looks at every string: what cannot be read as Unicode shows here.
            return Read(document.RootElement, document.RootElement.ValueKind == JsonValueKind.Object
                ? CanonicalJson.Hash(document.RootElement, without: "id")
                : "");
        }
        catch (JsonException exception)
        {
            // A member that comes twice is found when the whole is read: then there is a name, but no place.
            var place = exception.LineNumber is { } line
                ? $"Line {line + 1}, position {exception.BytePositionInLine + 1}: "
                : "";
            return Refused(
                ProblemCodes.MalformedJson, "The body is not JSON",
                $"{place}{Sentence(exception.Message)} Send one JSON object.");
        }
        catch (InvalidOperationException)
        {
            return Refused(
                ProblemCodes.MalformedJson, "The body is not valid Unicode",
                "A string holds half of a surrogate pair, or bytes that are not UTF-8. "
                + "Send UTF-8 and whole characters.");
        }
    }

    private static EventRead Read(JsonElement root, string bodyHash)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Refused(ProblemCodes.InvalidEvent, "The event is not valid", "The body must be one JSON object.");
        if (NotAvailable(root) is { } missing) return new EventRead.Refused(missing);

        var errors = new List<FieldError>();
        var warnings = new List<string>();
        var id = Name(root, "id", "It is the idempotency key: use the same for every try.", errors);
        var type = Name(root, "type", "It names the mapping.", errors);
        var app = root.TryGetProperty("app", out _)
            ? Name(root, "app", "Leave it out for the default app.", errors)
            : AppEvent.DefaultApp;
        var users = Targets.Read(root, errors, warnings);
        var push = Object(root, "push", errors);
        int? strategy = null;
        if (root.TryGetProperty("strategy", out var named))
        {
            if (Strategies.TryRead(named, out var read)) strategy = read;
            else errors.Add(new("/strategy", $"is not a strategy; known are {Strategies.Known}."));
        }

        var data = root.TryGetProperty("data", out var given) ? given.Clone() : EmptyObject;
        if (errors.Count > 0)
        {
            return new EventRead.Refused(new(
                StatusCodes.Status400BadRequest, ProblemCodes.InvalidEvent, "The event is not valid",
                $"Nothing was sent. Mend what is named in errors: {errors[0].Path} {errors[0].Message}")
            {
                Errors = errors,
            });
        }

        return new EventRead.Event(new()
        {
            Id = id!,
            Type = type!,
            App = app!,
            Users = users,
            Data = data,
            Push = push is { } own ? JsonObject.Create(own.Clone()) : null,
            Strategy = strategy,
            BodyHash = bodyHash,
            Warnings = warnings,
        });
    }

    private static JsonElement EmptyObject { get; } = JsonElement.Parse("{}"u8);

    private static string? Name(JsonElement root, string field, string why, List<FieldError> errors)
    {
        var text = root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
        if (text is { Length: > 0 and <= MaxName } && !text.Any(char.IsControl)) return text;
        var found = text is null ? "missing or not a string"
            : text.Length == 0 ? "empty"
            : text.Length > MaxName ? $"{text.Length} characters long"
            : "holding control characters";
        errors.Add(new($"/{field}", $"is {found}; give 1 to {MaxName} characters. {why}"));
        return null;
    }

    private static JsonElement? Object(JsonElement root, string field, List<FieldError> errors)
    {
        if (!root.TryGetProperty(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return value;
        errors.Add(new($"/{field}", "must be an object."));
        return null;
    }

    /// <summary>What the contract knows and this version does not do yet is refused, never ignored.</summary>
    private static Problem? NotAvailable(JsonElement root)
    {
        var paths = new List<string>();
        foreach (var field in (string[])["sendAt", "expiresAt"])
        {
            if (root.TryGetProperty(field, out _)) paths.Add($"/{field}");
        }

        if (root.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in (string[])["labels", "audience", "members", "everyone"])
            {
                if (to.TryGetProperty(field, out _)) paths.Add($"/to/{field}");
            }
        }

        return paths.Count == 0 ? null : new(
            StatusCodes.Status422UnprocessableEntity, ProblemCodes.NotAvailable, "Not available yet",
            $"This version does not know {string.Join(", ", paths)}. Leave it out; send to 'user' or 'users', at once.")
        {
            Errors = [.. paths.Select(path => new FieldError(path, "is not available in this version."))],
        };
    }

    private static EventRead.Refused Refused(string code, string title, string detail) =>
        new(new Problem(StatusCodes.Status400BadRequest, code, title, detail));

    // The reader's message ends with its own count of lines, from 0.
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
