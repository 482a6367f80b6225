using System.Text.Json;
using System.Text.RegularExpressions;
using PushFunctions.Testing;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>Holds real answers against the description.</summary>
internal sealed class AnswerChecker(ApiDescription api, SchemaChecker schemas)
{
    /// <returns>What is not as described; nothing, when all is.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(ApiOperation operation, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (operation.Response(status) is not { } described) return [$"{status} is not described."];
        var wrong = new List<string>();
        if (!IsOf(operation, response.RequestMessage!))
            wrong.Add($"{response.RequestMessage} is no request to {operation}.");
        await CheckHeadersAsync(described, response, wrong);
        await CheckBodyAsync(operation, described, response, wrong);
        if (response.IsSuccessStatusCode) await CheckRequestAsync(operation, response.RequestMessage!, wrong);
        return wrong;
    }

    private static bool IsOf(ApiOperation operation, HttpRequestMessage request) =>
        request.Method.Method.Equals(operation.Method, StringComparison.OrdinalIgnoreCase)
        && Regex.IsMatch(
            request.RequestUri!.AbsolutePath, $"^/api{Regex.Replace(operation.Path, @"\{\w+\}", "[^/]+")}$");

    private static bool IsEmptyForKey(ApiOperation operation, int status, string body) =>
        status == 401 && !operation.IsAnonymous && body.Length == 0;

    private async Task CheckHeadersAsync(
        (string At, JsonElement Value) described, HttpResponseMessage response, List<string> wrong)
    {
        if (!described.Value.TryGetProperty("headers", out var headers)) return;
        foreach (var header in headers.EnumerateObject())
        {
            var (at, value) = api.Resolve($"{described.At}/headers/{header.Name}");
            if (Header(response, header.Name) is { } text)
            {
                var problems = await schemas.CheckAsync($"{at}/schema", JsonSerializer.SerializeToElement(text));
                wrong.AddRange(problems.Select(problem => $"{header.Name}: '{text}' {problem}"));
            }
            else if (value.TryGetProperty("required", out var required) && required.GetBoolean())
            {
                wrong.Add($"{header.Name} is missing.");
            }
        }
    }

    private async Task CheckBodyAsync(
        ApiOperation operation, (string At, JsonElement Value) described, HttpResponseMessage response,
        List<string> wrong)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (!described.Value.TryGetProperty("content", out var content))
        {
            if (body.Length > 0) wrong.Add($"A body is not described: {body}");
            return;
        }

        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (IsEmptyForKey(operation, (int)response.StatusCode, body)) return;
        if (!content.TryGetProperty(type, out _))
        {
            wrong.Add($"The content type '{type}' is not described.");
            return;
        }

        var schema = $"{described.At}/content/{ApiDescription.Escape(type)}/schema";
        wrong.AddRange(
            from problem in await schemas.CheckAsync(schema, JsonElement.Parse(body)) select $"{problem} in {body}");
    }

    /// <summary>What was taken must be as described, too: who keeps to the description is not to be refused.</summary>
    private async Task CheckRequestAsync(ApiOperation operation, HttpRequestMessage request, List<string> wrong)
    {
        if (request.Content is not { Headers.ContentType.MediaType: { } type } content) return;
        var schema = $"{operation.At}/requestBody/content/{ApiDescription.Escape(type)}/schema";
        // What is no JSON has a type, and no form to check.
        if (type is "text/plain" or "application/gzip" or "application/x-ndjson")
        {
            api.Resolve(schema);
            return;
        }

        var body = JsonElement.Parse(await content.ReadAsStringAsync());
        wrong.AddRange(from problem in await schemas.CheckAsync(schema, body) select $"request: {problem}");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
