using Microsoft.AspNetCore.Http;

namespace PushFunctions.Hooks;

/// <summary>The answer to the handshake; only its headers are consent, not its status.</summary>
internal sealed class HandshakeResult(string? origin = null, string? rate = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.Allow = "OPTIONS, POST";
        if (origin is not null)
        {
            headers["WebHook-Allowed-Origin"] = origin;
            headers["WebHook-Allowed-Rate"] = rate;
        }

        return Task.CompletedTask;
    }
}
