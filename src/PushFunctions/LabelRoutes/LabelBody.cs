using System.Text.Json;
using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Reads a label that is to be put: its description, which may be missing, as may the whole body.</summary>
internal static class LabelBody
{
    private const string Description = "description";

    /// <summary>A description of 255 characters, each escaped, and some space.</summary>
    private const int MaxBytes = 16 * 1024;

    /// <returns>The description, empty for none; or what is wrong.</returns>
    public static async Task<(string Text, Problem? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var isTyped = request.ContentType is { Length: > 0 };
        if (isTyped && RequestBody.CheckType(request) is { } wrongType) return ("", wrongType);
        if (await RequestBody.ReadAsync(request, MaxBytes, cancellationToken) is not { } body)
            return ("", LabelRefusals.TooLarge("A label", MaxBytes, "Shorten its description."));
        if (body.Length == 0) return ("", null);
        return isTyped
            ? StrictJson.Read(RequestBody.WithoutMark(body), Read, problem => ("", problem))
            : ("", RequestBody.NotJson("content type", request.ContentType));
    }

    private static (string Text, Problem? Problem) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Wrong([new("", "is not a JSON object; {} puts a label without a description.")]);
        var errors = UnknownMembers.Find(root, "", [Description]).ToList();
        var text = root.TryGetProperty(Description, out var value) ? Read(value, errors) : "";
        return errors.Count > 0 ? Wrong(errors) : (text, null);
    }

    private static string Read(JsonElement value, List<FieldError> errors)
    {
        if (value.ValueKind == JsonValueKind.Null) return "";
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text)
        {
            if (text.Length <= LabelsClient.MaxDescriptionLength) return text;
            errors.Add(new(
                $"/{Description}",
                $"has {text.Length} characters; the push service takes {LabelsClient.MaxDescriptionLength}."));
            return "";
        }

        errors.Add(new($"/{Description}", $"is {value.ValueKind}, not a string."));
        return "";
    }

    private static (string Text, Problem? Problem) Wrong(IReadOnlyList<FieldError> errors) =>
        ("", LabelRefusals.Invalid(errors));
}
