using System.Text.Json;
using System.Text.Json.Nodes;
using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Manage;

/// <summary>Reads and checks a mapping that is to be put.</summary>
public static class MappingBody
{
    /// <returns>The mapping's JSON, its type inside; or what is wrong.</returns>
    public static async Task<(byte[]? Json, Problem? Problem)> ReadAsync(
        HttpRequest request, string type, CharacterCounting counting, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return (null, wrongType);
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body is null || body.Length > MappingReader.MaxBytes) return (null, TooLarge);
        return StrictJson.Read(body, root => Read(root, type, counting), problem => (null, problem));
    }

    private static (byte[]? Json, Problem? Problem) Read(JsonElement root, string type, CharacterCounting counting) =>
        MappingReader.Read(root, type, counting) is MappingRead.Wrong wrong
            ? (null, Invalid(type, wrong))
            : Check(Write(root, type));

    private static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, "The body is too large",
        $"A mapping may have {MappingReader.MaxBytes:N0} bytes. Shorten its templates.");

    private static (byte[]? Json, Problem? Problem) Check(byte[] json) =>
        json.Length > MappingReader.MaxBytes ? (null, TooLarge) : (json, null);

    private static byte[] Write(JsonElement mapping, string type)
    {
        var json = new JsonObject { ["type"] = type };
        foreach (var member in mapping.EnumerateObject().Where(member => member.Name != "type"))
            json[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        return JsonSerializer.SerializeToUtf8Bytes(json, MapJson.Relaxed.JsonObject);
    }

    private static Problem Invalid(string type, MappingRead.Wrong wrong) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidMapping, "The mapping cannot be used",
        $"The mapping of '{type}' was not put. Mend what is named in errors: "
        + $"{wrong.Errors[0].Path} {wrong.Errors[0].Message}")
    {
        Errors = wrong.Errors,
    };
}
