using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PushFunctions.Tests;

/// <summary>The push service as the app's client meets it, in memory: by default it takes everything.</summary>
internal sealed class FarSide : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<IReadOnlyList<string>> _calls = [];
    private readonly List<string> _messages = [];

    /// <summary>What a call to these users is answered; null: all of them are taken.</summary>
    public Func<IReadOnlyList<string>, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>Asked for the token of each call; false: it is refused.</summary>
    public Func<string, bool> TakesToken { get; set; } = _ => true;

    /// <summary>The users of each call that came.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Calls
    {
        get
        {
            lock (_lock) return [.. _calls];
        }
    }

    /// <summary>The message of each call, as it came.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_lock) return [.. _messages];
        }
    }

    public static HttpResponseMessage Refusal(int status, string error, string description) => new((HttpStatusCode)status)
    {
        Content = JsonContent.Create(new { error, error_description = description }),
    };

    /// <summary>400 for every call that names one of these.</summary>
    public static Func<IReadOnlyList<string>, HttpResponseMessage?> SpoiltBy(params IReadOnlyCollection<string> spoilers) =>
        users => users.Any(spoilers.Contains) ? Refusal(400, "illegal_argument", "a user is not legal") : null;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post) return new(HttpStatusCode.OK);
        using var body = JsonDocument.Parse(await request.Content!.ReadAsStreamAsync(cancellationToken));
        // Of a call whose sender waits, the user stands in the path.
        IReadOnlyList<string> users = body.RootElement.TryGetProperty("targets", out var targets)
            ? [.. targets.EnumerateArray().Select(user => user.GetString()!)]
            : [request.RequestUri!.Segments[^1]];
        lock (_lock)
        {
            _calls.Add(users);
            _messages.Add(body.RootElement.GetProperty("pushMessage").GetRawText());
        }

        if (!TakesToken(request.Headers.Authorization!.Parameter!))
            return Refusal(401, "unauthorized", "Unable to authenticate (OAuth)");
        return Answer(users) ?? new(HttpStatusCode.OK)
        {
            Content = JsonContent.Create(
                new { data = users.Select(user => new { id = user, pushStatus = "ASYNC_SUCCESS", desc = "async success." }) }),
        };
    }
}
