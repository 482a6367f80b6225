using System.Diagnostics;
using System.Text.Json;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Crowd;

/// <summary>Reads pages of the list of pushes, and how long each takes its reader.</summary>
internal sealed class PageReader(Uri api) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = api };

    /// <summary>Reads pages one after another, as far as there are some.</summary>
    /// <param name="query">What is asked for, as it stands in the address.</param>
    /// <param name="most">Most pages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PagesRead> ReadAsync(string query, int most, CancellationToken cancellationToken)
    {
        var (milliseconds, seen, disorder) = (new List<double>(), new HashSet<string>(), 0);
        var (cursor, last) = ((string?)null, DateTimeOffset.MaxValue);
        do
        {
            var start = Stopwatch.GetTimestamp();
            var body = await ReadAsync(cursor is null ? query : $"{query}&cursor={cursor}", cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var page = JsonElement.Parse(body);
            foreach (var push in page.GetProperty("pushes").EnumerateArray())
            {
                var created = push.GetProperty("createdAt").GetDateTimeOffset();
                if (!seen.Add(push.GetProperty("pushId").GetString()!) || created > last) disorder++;
                last = created;
            }

            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null && milliseconds.Count < most);
        return new(milliseconds, seen.Count, disorder);
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> ReadAsync(string query, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri($"pushes?{query}", UriKind.Relative), cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? body
            : throw new StackException($"GET /api/pushes?{query} answered {(int)answer.StatusCode}.");
    }
}

/// <summary>Pages that followed each other.</summary>
/// <param name="Milliseconds">The time of each.</param>
/// <param name="Pushes">Different pushes on them.</param>
/// <param name="Disorder">Pushes that came twice, or after an older one.</param>
internal sealed record PagesRead(IReadOnlyList<double> Milliseconds, int Pushes, int Disorder);
