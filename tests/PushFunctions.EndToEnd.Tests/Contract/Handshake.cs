namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>The request of a sender who asks whether it may post.</summary>
internal static class Handshake
{
    public static HttpRequestMessage Ask(string path, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative));
        if (origin is not null) request.Headers.Add("WebHook-Request-Origin", origin);
        return request;
    }
}
