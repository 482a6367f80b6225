using System.Security.Cryptography;
using System.Text;

namespace PushFunctions.LocalHost.Http;

/// <summary>Lets a request through to its function: 404 for an unknown route or method, 401 without the key.</summary>
internal sealed class HttpGate(string? key)
{
    private const string Header = "x-functions-key";
    private readonly byte[]? _expected = key is null ? null : Hash(key);

    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        // Routing answers a wrong method with an endpoint of its own that says 405; the platform says 404.
        if (context.GetEndpoint()?.Metadata.GetMetadata<HostedEndpoint>() is not { } endpoint)
            return EndAsync(context, StatusCodes.Status404NotFound);
        return endpoint.NeedsKey && _expected is not null && !HasKey(context.Request, _expected)
            ? EndAsync(context, StatusCodes.Status401Unauthorized)
            : next(context);
    }

    private static bool HasKey(HttpRequest request, byte[] expected)
    {
        var given = request.Headers.TryGetValue(Header, out var header) ? header : request.Query["code"];
        return CryptographicOperations.FixedTimeEquals(Hash(given.ToString()), expected);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static Task EndAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
