using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgoraChat.Push;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Load;

/// <summary>Calls the simulator's <c>push/single</c> as fast as it answers, over several connections.</summary>
internal sealed class PushLoad : IDisposable
{
    private const int Connections = 16;
    private const int Users = 10_000;

    // Those of the simulator's default app, which are published test vectors.
    private const string AppId = "970CA35de60c44645bbae8a215061b33";
    private const string AppCertificate = "5CFd2fd1755d40ecb72977518be15d3b";

    private readonly HttpClient _http;
    private readonly Uri _address;

    public PushLoad(Uri simulator)
    {
        var now = TimeProvider.System.GetUtcNow();
        var token = AppToken.Create(AppId, AppCertificate, now, TimeSpan.FromHours(1), salt: 1).Text;
        _address = new Uri(simulator, "agora-demo/testapp/push/single");
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Calls for so long.</summary>
    public Task<LoadResult> RunAsync(int usersPerCall, TimeSpan time, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        return RunAsync(usersPerCall, _ => Stopwatch.GetElapsedTime(start) < time, cancellationToken);
    }

    /// <summary>Makes so many calls.</summary>
    public Task<LoadResult> RunAsync(int usersPerCall, long calls, CancellationToken cancellationToken) =>
        RunAsync(usersPerCall, number => number <= calls, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<LoadResult> RunAsync(
        int usersPerCall, Func<long, bool> isWanted, CancellationToken cancellationToken)
    {
        var bodies = Enumerable.Range(0, Users).Chunk(usersPerCall).Select(Body).ToList();
        var (start, last, made) = (Stopwatch.GetTimestamp(), 0L, 0L);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => WorkAsync()));
        return new(made, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync()
        {
            for (var number = Interlocked.Increment(ref last); isWanted(number);
                number = Interlocked.Increment(ref last))
            {
                await CallAsync(bodies[(int)(number % bodies.Count)], cancellationToken);
                Interlocked.Increment(ref made);
            }
        }
    }

    private async Task CallAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(_address, content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new StackException(
                $"The simulator answered {(int)answer.StatusCode}: "
                + await answer.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    private static byte[] Body(int[] users) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["targets"] = new JsonArray([.. users.Select(user => (JsonNode)$"bench{user}")]),
        ["strategy"] = 2,
        ["pushMessage"] = new JsonObject { ["title"] = "Order 17", ["content"] = "It is on its way." },
    }.ToJsonString());
}

/// <summary>How many calls were made in which time.</summary>
internal sealed record LoadResult(long Calls, TimeSpan Time)
{
    public double PerSecond => Calls / Time.TotalSeconds;
}
