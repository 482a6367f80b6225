using System.Net.Http.Json;
using System.Text.Json.Nodes;
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

    /// <summary>Lets no more calls of a push be made.</summary>
    public async Task CancelAsync(string pushId, CancellationToken cancellationToken)
    {
        using var answer = await RequestAsync(
            HttpMethod.Post, new Uri(api, $"pushes/{pushId}/cancel"), content: null, cancellationToken);
    }

    /// <summary>Makes the simulator answer in a way that a real far side does at times.</summary>
    public Task InjectAsync(UserFault fault, CancellationToken cancellationToken) => DoAsync(
        HttpMethod.Post, new Uri(simulator, "simulator/faults"), JsonContent.Create(fault, RunJson.Default.UserFault),
        cancellationToken);

    /// <summary>Makes the simulator take its time for each answer.</summary>
    public Task InjectAsync(CallDelay delay, CancellationToken cancellationToken) => DoAsync(
        HttpMethod.Post, new Uri(simulator, "simulator/faults"), JsonContent.Create(delay, RunJson.Default.CallDelay),
        cancellationToken);

    /// <summary>Sets any fault of the simulator.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> InjectAsync(JsonNode fault, CancellationToken cancellationToken) => (await SendAsync(
        HttpMethod.Post, new Uri(simulator, "simulator/faults"), JsonContent.Create(fault),
        RunJson.Default.SimulatorFault, cancellationToken)).Id;

    /// <summary>Takes a fault back that is not used up.</summary>
    public async Task TakeBackAsync(int fault, CancellationToken cancellationToken)
    {
        using var answer = await RequestAsync(
            HttpMethod.Delete, new Uri(simulator, $"simulator/faults/{fault}"), content: null, cancellationToken);
    }

    /// <summary>Who was told how often, of the users whose names begin so.</summary>
    /// <param name="prefix">The beginning of their names; empty: all users.</param>
    /// <param name="withOnce">Whether those who were told once are named too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<SimulatorTold> ToldAsync(string prefix, bool withOnce, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Get, new Uri(simulator, $"simulator/told?prefix={prefix}&once={(withOnce ? "true" : "false")}"),
        null, RunJson.Default.SimulatorTold, cancellationToken);

    /// <summary>Sets how many calls the simulator lets pass from now on.</summary>
    public Task LimitAsync(string endpoint, CallLimit limit, CancellationToken cancellationToken) => DoAsync(
        HttpMethod.Put, new Uri(simulator, "simulator/limits"),
        JsonContent.Create(
            new Dictionary<string, CallLimit> { [endpoint] = limit }, RunJson.Default.DictionaryStringCallLimit),
        cancellationToken);

    /// <summary>Brings the simulator back to its start.</summary>
    public async Task ResetSimulatorAsync(CancellationToken cancellationToken)
    {
        using var answer = await RequestAsync(
            HttpMethod.Post, new Uri(simulator, "simulator/reset"), content: null, cancellationToken);
    }

    /// <summary>Puts a mapping, which the host that is asked uses at once.</summary>
    public Task PutMappingAsync(string type, JsonNode mapping, CancellationToken cancellationToken) => DoAsync(
        HttpMethod.Put, new Uri(api, $"mappings/{type}"), JsonContent.Create(mapping), cancellationToken);

    /// <summary>Posts any event to the bridge.</summary>
    public Task<AcceptedEvent> PostAsync(JsonNode body, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, new Uri(api, "events"), JsonContent.Create(body), RunJson.Default.AcceptedEvent,
        cancellationToken);

    /// <summary>The calls that the simulator saw.</summary>
    public Task<SimulatorStats> StatsAsync(CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Get, new Uri(simulator, "simulator/stats"), null, RunJson.Default.SimulatorStats, cancellationToken);

    /// <summary>The calls that the simulator noted after the one of a number, oldest first.</summary>
    public async Task<IReadOnlyList<SimulatorNote>> NotesAsync(long after, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Get, new Uri(simulator, $"simulator/notes?after={after}"), null, RunJson.Default.SimulatorNotes,
            cancellationToken)).Notes;

    /// <summary>How often the simulator was asked to push to one user.</summary>
    public async Task<int> PushesToAsync(string user, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Get, new Uri(simulator, $"simulator/users/{user}"), null, RunJson.Default.SimulatorUser,
            cancellationToken)).Count;

    /// <summary>The simulator's journal of one user, as it is.</summary>
    public async Task<string> JournalOfAsync(string user, CancellationToken cancellationToken)
    {
        using var answer = await RequestAsync(
            HttpMethod.Get, new Uri(simulator, $"simulator/users/{user}"), content: null, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task DoAsync(
        HttpMethod method, Uri address, HttpContent content, CancellationToken cancellationToken)
    {
        using var sent = content;
        using var answer = await RequestAsync(method, address, sent, cancellationToken);
    }

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
