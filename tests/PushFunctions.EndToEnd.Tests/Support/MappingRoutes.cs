using System.Net;
using System.Text;
using System.Text.Json;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A host's mappings, as an operator changes them.</summary>
internal static class MappingRoutes
{
    /// <param name="host">The host.</param>
    /// <param name="type">The type of event, as it is in the address.</param>
    /// <param name="json">The mapping.</param>
    /// <param name="condition">A header, such as <c>If-Match</c>, and its value.</param>
    /// <param name="app">The app; null for the default one.</param>
    public static Task<HttpResponseMessage> TryPutMappingAsync(
        this AppHost host, string type, string json, (string Name, string Value)? condition = null, string? app = null) =>
        SendAsync(host, HttpMethod.Put, type, json, condition, app);

    /// <summary>Puts a mapping and asserts that it is taken.</summary>
    /// <returns>Its ETag.</returns>
    public static async Task<string> PutMappingAsync(this AppHost host, string type, string json, string? app = null)
    {
        using var response = await host.TryPutMappingAsync(type, json, app: app);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(
            response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return response.Headers.ETag!.ToString();
    }

    public static Task<HttpResponseMessage> DeleteMappingAsync(
        this AppHost host, string type, (string Name, string Value)? condition = null) =>
        SendAsync(host, HttpMethod.Delete, type, json: null, condition, app: null);

    /// <summary>Lists the mappings.</summary>
    public static async Task<JsonElement> ListMappingsAsync(this AppHost host, string app = "default")
    {
        using var response = await host.GetAsync($"api/mappings?app={app}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("mappings");
    }

    private static async Task<HttpResponseMessage> SendAsync(
        AppHost host, HttpMethod method, string type, string? json, (string Name, string Value)? condition, string? app)
    {
        using var request = new HttpRequestMessage(
            method, new Uri($"api/mappings/{type}{(app is null ? "" : $"?app={app}")}", UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (condition is { } header) request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await host.SendAsync(request);
    }
}
