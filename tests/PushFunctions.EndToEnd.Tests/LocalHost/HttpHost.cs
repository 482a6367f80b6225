using Microsoft.Extensions.DependencyInjection;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Starts hosts that need no storage, and asks them.</summary>
internal static class HttpHost
{
    public static Task<LocalFunctionsHost> StartAsync(
        string? key = null, params (string Name, string? Value)[] settings) =>
        LocalFunctionsHost.StartAsync(
            new LocalHostOptions
            {
                Types = [typeof(HttpFunctions)],
                ConfigureServices = (services, _) => services.AddScoped<OneCall>(),
                Settings = settings.Append(("Place", "places/here")).ToDictionary(),
                Key = key,
                MaxRequestBodyBytes = 1_000,
            },
            CancellationToken.None);

    /// <returns>The status and, after a blank, the body.</returns>
    public static async Task<string> AskAsync(
        this LocalFunctionsHost host, string method, string path, string? body = null, string? key = null)
    {
        using var client = Client(host);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using var response = await client.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}".TrimEnd();
    }

    public static HttpClient Client(LocalFunctionsHost host) =>
        new(new SocketsHttpHandler(), disposeHandler: true) { BaseAddress = host.BaseAddress };
}
