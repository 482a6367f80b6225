using System.Net;
using System.Text;
using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A host's preferences and templates, as clients use them.</summary>
internal static class PreferenceRoutes
{
    /// <summary>Sends a body, or none, and reads the answer.</summary>
    public static async Task<(int Status, JsonElement Body)> AskAsync(
        this AppHost host, string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new(method), new Uri($"api/{path}", UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await host.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>The same, and asserts that it is done.</summary>
    public static async Task<JsonElement> DoneAsync(
        this AppHost host, string method, string path, string? body = null, string type = "application/json",
        HttpStatusCode status = HttpStatusCode.OK)
    {
        var (answered, json) = await host.AskAsync(method, path, body, type);
        Assert.True(answered == (int)status, $"{answered} {json}");
        return json;
    }

    public static string? Text(this JsonElement json, params IEnumerable<string> path)
    {
        foreach (var name in path) json = json.GetProperty(name);
        return json.ValueKind == JsonValueKind.Null ? null : json.ToString();
    }
}
