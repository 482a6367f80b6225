using System.Net.Http.Json;
using System.Text.Json;
using PushFunctions.Dev.Run;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Posts events and asks what became of them, through hosts that may die at any moment.</summary>
internal sealed class BridgeClient(IReadOnlyList<Uri> apis, Uri simulator) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Makes the far side answer late from now on; it takes a call when it comes.</summary>
    public async Task SlowDownAsync(TimeSpan delay, string endpoint = "push/single")
    {
        var fault = new { endpoint, delay = (int)delay.TotalMilliseconds };
        using var answer = await _http.PostAsJsonAsync(new Uri(simulator, "simulator/faults"), fault);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes the far side answer as usual again.</summary>
    public async Task AnswerAtOnceAsync()
    {
        using var answer = await _http.DeleteAsync(new Uri(simulator, "simulator/faults"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many calls of <c>push/single</c> have come to the far side, answered or not.</summary>
    public async Task<long> CallsAsync()
    {
        var stats = await _http.GetFromJsonAsync<SimulatorStats>(new Uri(simulator, "simulator/stats"));
        return stats!.Calls["push/single"].Total;
    }

    /// <summary>Posts an event as a careful sender does: the same again until it is taken.</summary>
    /// <returns>The push's id.</returns>
    public Task<string> PostAsync(
        string id, IReadOnlyList<string> users, DateTimeOffset? expiresAt = null, DateTimeOffset? sendAt = null) =>
        PostToAsync(id, new { users }, expiresAt, sendAt);

    /// <summary>The same, to whomever <paramref name="to"/> says.</summary>
    public async Task<string> PostToAsync(
        string id, object to, DateTimeOffset? expiresAt = null, DateTimeOffset? sendAt = null)
    {
        var body = new Dictionary<string, object>
        {
            ["id"] = id,
            ["type"] = "order.shipped",
            ["to"] = to,
            ["data"] = new { order = 17, eta = "tomorrow" },
        };
        if (expiresAt is { } end) body["expiresAt"] = end;
        if (sendAt is { } time) body["sendAt"] = time;
        using var answer = await UntilAnsweredAsync(api => _http.PostAsJsonAsync(new Uri(api, "events"), body));
        var accepted = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return accepted.GetProperty("pushId").GetString()!;
    }

    /// <summary>Waits until nothing more happens to a push.</summary>
    public async Task<PushStatus> FinishedAsync(string pushId)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await UntilAnsweredAsync(api => _http.GetAsync(new Uri(api, $"pushes/{pushId}")));
            var status = (await answer.Content.ReadFromJsonAsync<PushStatus>(JsonSerializerOptions.Web))!;
            Assert.Equal(status.Targets, status.Counts.Values.Sum());
            if (status.IsOver) return status;
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < Patience,
                $"Push {pushId} is {status.State} after {Patience}: {string.Join(", ", status.Counts.Where(count => count.Value > 0))}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    /// <summary>How often the far side was asked to push to each of the users.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ToldAsync(IReadOnlyList<string> users)
    {
        var told = new Dictionary<string, int>();
        foreach (var user in users)
        {
            var seen = await _http.GetFromJsonAsync<SimulatorUser>(new Uri(simulator, $"simulator/users/{user}"));
            told[user] = seen!.Count;
        }

        return told;
    }

    /// <summary>When the far side was asked to push to a user.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> ToldAtAsync(string user)
    {
        var seen = await _http.GetFromJsonAsync<JsonElement>(new Uri(simulator, $"simulator/users/{user}"));
        return
        [
            .. seen.GetProperty("pushes").EnumerateArray().Select(push => push.GetProperty("at").GetDateTimeOffset()),
        ];
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> UntilAnsweredAsync(Func<Uri, Task<HttpResponseMessage>> ask)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var answer = await ask(apis[attempt % apis.Count]);
                if (answer.IsSuccessStatusCode) return answer;
                Assert.True((int)answer.StatusCode is 502 or 503, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException
                && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                // The host is being started again.
            }

            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }
}
