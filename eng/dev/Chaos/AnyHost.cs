using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Chaos;

/// <summary>
/// Asks the bridge as a careful sender does, through hosts any of which may be dead: one after the other, the same again,
/// until one answers. Only what a careful sender may ask again for is asked again.
/// </summary>
internal sealed class AnyHost(IReadOnlyList<Uri> apis) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(30) };
    private int _next;

    /// <summary>Posts an event until it is promised.</summary>
    public Task<AcceptedEvent> PostAsync(JsonNode body, CancellationToken cancellationToken) => AskAsync(
        api => new(HttpMethod.Post, new Uri(api, "events")) { Content = JsonContent.Create(body) },
        RunJson.Default.AcceptedEvent, cancellationToken);

    /// <summary>What became of a push so far.</summary>
    public Task<PushStatus> StatusAsync(string pushId, CancellationToken cancellationToken) => AskAsync(
        api => new(HttpMethod.Get, new Uri(api, $"pushes/{pushId}")), RunJson.Default.PushStatus, cancellationToken);

    /// <summary>What became of one user of a push.</summary>
    public Task<UserTold> StoryAsync(string pushId, string user, CancellationToken cancellationToken) => AskAsync(
        api => new(HttpMethod.Get, new Uri(api, $"pushes/{pushId}/users/{user}")), ChaosJson.Default.UserTold,
        cancellationToken);

    /// <summary>All users of a push who ended otherwise than accepted.</summary>
    public async Task<IReadOnlyList<string>> NotAcceptedAsync(string pushId, CancellationToken cancellationToken)
    {
        const string Query = "outcome=failed,dead,unknown,expired,cancelled&limit=1000";
        var users = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var from = cursor.Length > 0 ? $"&cursor={cursor}" : "";
            var page = await AskAsync(
                api => new(HttpMethod.Get, new Uri(api, $"pushes/{pushId}/failures?{Query}{from}")),
                ChaosJson.Default.FailurePage, cancellationToken);
            users.AddRange(page.Failures.Select(failure => failure.User));
            cursor = page.Cursor;
        }

        return users;
    }

    public void Dispose() => _http.Dispose();

    /// <exception cref="StackException">An answer that no fault excuses, or none for very long.</exception>
    private async Task<T> AskAsync<T>(
        Func<Uri, HttpRequestMessage> request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var asked = request(apis[(int)((uint)Interlocked.Increment(ref _next) % apis.Count)]);
            string why;
            try
            {
                using var answer = await _http.SendAsync(asked, cancellationToken);
                if (answer.IsSuccessStatusCode) return (await answer.Content.ReadFromJsonAsync(type, cancellationToken))!;
                why = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}";
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    throw new StackException($"{asked.Method} {asked.RequestUri} was answered {why}");
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                // Killed, or being started.
                why = gone.Message;
            }

            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new StackException($"{asked.Method} {asked.RequestUri}: for {Patience}, {why}");
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }
}
