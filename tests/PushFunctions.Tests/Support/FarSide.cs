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
    private long _task = FirstTask - 1;

    /// <summary>The number of the first task.</summary>
    public const long FirstTask = 968_120_369_184_112_182;

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

    private long NextTask() => Interlocked.Increment(ref _task);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post) return new(HttpStatusCode.OK);
        using var body = JsonDocument.Parse(await request.Content!.ReadAsStreamAsync(cancellationToken));
        var path = request.RequestUri!.AbsolutePath;
        // Of a call whose sender waits, the user stands in the path; a call to everyone names nobody.
        IReadOnlyList<string> users = body.RootElement.TryGetProperty("targets", out var targets)
            ? [.. targets.EnumerateArray().Select(user => user.GetString()!)]
            : path.EndsWith("push/task", StringComparison.Ordinal) ? [] : [request.RequestUri.Segments[^1]];
        lock (_lock)
        {
            _calls.Add(users);
            _messages.Add(body.RootElement.GetProperty("pushMessage").GetRawText());
        }

        if (!TakesToken(request.Headers.Authorization!.Parameter!))
            return Refusal(401, "unauthorized", "Unable to authenticate (OAuth)");
        if (Answer(users) is { } other) return other;
        if (path.EndsWith("push/task", StringComparison.Ordinal))
            return new(HttpStatusCode.OK) { Content = JsonContent.Create(new { data = NextTask() }) };
        if (path.EndsWith("push/list/label", StringComparison.Ordinal))
            return new(HttpStatusCode.OK) { Content = JsonContent.Create(new { data = new { taskId = NextTask() } }) };
        return new(HttpStatusCode.OK)
        {
            Content = JsonContent.Create(
                new { data = users.Select(user => new { id = user, pushStatus = "ASYNC_SUCCESS", desc = "async success." }) }),
        };
    }
}
