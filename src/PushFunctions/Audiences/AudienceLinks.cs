using Microsoft.AspNetCore.Http;

namespace PushFunctions.Audiences;

/// <summary>Addresses of audiences, as the client reaches them.</summary>
internal static class AudienceLinks
{
    public static string Of(HttpRequest request, string name, string below = "") =>
        $"{request.Scheme}://{request.Host}{request.PathBase}/api/audiences/{name}{below}{AppOf(request)}";

    private static string AppOf(HttpRequest request) => request.Query["app"].ToString() is { Length: > 0 } app
        ? $"?app={Uri.EscapeDataString(app)}"
        : "";
}
