using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Uploads lists to one host of a local stack, and reads what is made of them.</summary>
internal sealed class AudienceClient(Uri api) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http =
        new(new SocketsHttpHandler()) { BaseAddress = api, Timeout = TimeSpan.FromMinutes(1) };

    public async Task PutAsync(string name, IEnumerable<string> users)
    {
        using var answer = await _http.PutAsync(Of(name), new ByteArrayContent(AudienceRoutes.Lines(users)));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    /// <summary>Uploads a list and commits it.</summary>
    public async Task CommitAsync(string name, byte[] list)
    {
        using var opened = await _http.PostAsync(Of($"{name}/uploads"), content: null);
        var address = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;
        using var blob = new ByteArrayContent(list) { Headers = { { "x-ms-blob-type", "BlockBlob" } } };
        using var uploaded = await _http.PutAsync(new Uri(address), blob);
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        using var committed = await _http.PostAsync(Of($"{name}/commit"), content: null);
        Assert.Equal(HttpStatusCode.Accepted, committed.StatusCode);
    }

    public async Task<AudienceReport> GetAsync(string name)
    {
        using var answer = await _http.GetAsync(Of(name));
        return await AudienceReport.ReadAsync(answer);
    }

    /// <summary>Looks until the check has ended.</summary>
    /// <returns>All that was seen, the end last.</returns>
    public async Task<IReadOnlyList<AudienceReport>> FollowAsync(string name)
    {
        var started = TimeProvider.System.GetTimestamp();
        var seen = new List<AudienceReport> { await GetAsync(name) };
        while (seen[^1].State == "checking")
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"Still {seen[^1]}");
            await Task.Delay(LookEvery, TimeProvider.System);
            seen.Add(await GetAsync(name));
        }

        return seen;
    }

    public void Dispose() => _http.Dispose();

    private static Uri Of(string path) => new($"audiences/{path}", UriKind.Relative);
}
