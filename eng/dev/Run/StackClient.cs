using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Run;

/// <summary>Talks to a running stack as a user of the product would.</summary>
internal sealed class StackClient(Uri api, Uri simulator, string? key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Posts an event to the bridge.</summary>
    public Task<AcceptedEvent> PostAsync(SampleEvent sample, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, new Uri(api, "events"), JsonContent.Create(sample, RunJson.Default.SampleEvent),
            RunJson.Default.AcceptedEvent, cancellationToken);

    /// <summary>What became of a push so far.</summary>
    public Task<PushStatus> StatusAsync(string pushId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, new Uri(api, $"pushes/{pushId}"), null, RunJson.Default.PushStatus, cancellationToken);

    /// <summary>Makes the simulator answer in a way that a real far side does at times.</summary>
    public async Task InjectAsync(UserFault fault, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(fault, RunJson.Default.UserFault);
        using var answer = await RequestAsync(HttpMethod.Post, new Uri(simulator, "simulator/faults"), content, cancellationToken);
    }

    /// <summary>The calls that the simulator saw.</summary>
    public Task<SimulatorStats> StatsAsync(CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Get, new Uri(simulator, "simulator/stats"), null, RunJson.Default.SimulatorStats, cancellationToken);

    /// <summary>The last calls that the simulator keeps, oldest first.</summary>
    public async Task<IReadOnlyList<SimulatorCall>> CallsAsync(CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Get, new Uri(simulator, "simulator/calls?limit=1000"), null, RunJson.Default.SimulatorCalls, cancellationToken)).Calls;

    /// <summary>How often the simulator was asked to push to one user.</summary>
    public async Task<int> PushesToAsync(string user, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Get, new Uri(simulator, $"simulator/users/{user}"), null, RunJson.Default.SimulatorUser,
            cancellationToken)).Count;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(
        HttpMethod method, Uri address, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await RequestAsync(method, address, content, cancellationToken);
        return await answer.Content.ReadFromJsonAsync(type, cancellationToken)
            ?? throw new StackException($"{method} {address} answered without a body.");
    }

    private async Task<HttpResponseMessage> RequestAsync(
        HttpMethod method, Uri address, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        try
        {
            var answer = await _http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            answer.Dispose();
            throw new StackException($"{method} {address} answered {(int)answer.StatusCode}: {body}");
        }
        catch (HttpRequestException failure)
        {
            throw new StackException($"{method} {address} failed: {failure.Message}", failure);
        }
    }
}
