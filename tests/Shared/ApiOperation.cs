using System.Globalization;
using System.Text.Json;

namespace PushFunctions.Testing;

/// <summary>One operation of the description.</summary>
internal sealed class ApiOperation(ApiDescription api, string path, string method, JsonElement value)
{
    public string Id => value.GetProperty("operationId").GetString()!;

    /// <summary>The route with its parameters in braces, from the server's address on.</summary>
    public string Path => path;

    public string Method => method;

    public string At => $"/paths/{ApiDescription.Escape(path)}/{method}";

    public bool IsAnonymous => value.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;

    /// <summary>Whether a request has a body that is read.</summary>
    public bool HasBody => value.TryGetProperty("requestBody", out _);

    /// <summary>The statuses that are answered, ranges like <c>4XX</c> included.</summary>
    public IReadOnlyList<string> Statuses =>
        [.. value.GetProperty("responses").EnumerateObject().Select(response => response.Name)];

    /// <summary>Where a status is described, by its range where not by itself; null: nowhere.</summary>
    public (string At, JsonElement Value)? Response(int status)
    {
        var name = status.ToString(CultureInfo.InvariantCulture);
        var key = Statuses.FirstOrDefault(known => known == name)
            ?? Statuses.FirstOrDefault(known => known == $"{name[0]}XX");
        return key is null ? null : api.Resolve($"{At}/responses/{key}");
    }

    /// <summary>The codes of problems that may come with a status.</summary>
    public IReadOnlyList<string> Codes(int status) =>
        Response(status) is { } response && response.Value.TryGetProperty("content", out var content)
            && content.TryGetProperty("application/problem+json", out var problem)
            ? [.. problem.GetProperty("examples").EnumerateObject().Select(example => example.Name)]
            : [];

    public override string ToString() => Id;
}
