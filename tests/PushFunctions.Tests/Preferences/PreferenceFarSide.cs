using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PushFunctions.Tests.Preferences;

/// <summary>The far side's settings of users. It notes its calls; a test refuses some.</summary>
internal sealed class PreferenceFarSide(TimeProvider time) : HttpMessageHandler
{
    private readonly Lock _gate = new();

    /// <summary>Such as <c>display ada</c>, <c>notification ada</c>, <c>language ada</c>, <c>nickname 50</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What mutings were asked for, in milliseconds.</summary>
    public List<long> Mutings { get; } = [];

    /// <summary>What a call about these users is answered instead of being done; null: it is done.</summary>
    public Func<string, IReadOnlyList<string>, HttpResponseMessage?> Answer { get; set; } = (_, _) => null;

    /// <summary>What a call without a body is answered.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> Bare { get; set; } = _ => new(HttpStatusCode.OK);

    /// <summary>Whether nobody is connected to: nothing of a call is written.</summary>
    public Func<bool> IsAway { get; set; } = () => false;

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Takes { get; set; }

    public static HttpResponseMessage UnknownUser => FarSide.Refusal(404, "service_resource_not_found", "not found");

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAway()) throw new HttpRequestException(HttpRequestError.ConnectionError);
        if (request.Content is null) return Bare(request);
        using var body = JsonDocument.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        var parts = request.RequestUri!.AbsolutePath.Split('/')[3..];
        var (kind, users) = parts switch
        {
            ["users", var user] => ("display", [user]),
            ["users", var user, "notification", "language"] => ("language", [user]),
            ["users", var user, ..] => ("notification", [user]),
            _ => ("nickname", body.RootElement.EnumerateArray().Select(one => one.GetProperty("username").GetString()!).ToList()),
        };
        if (Takes > TimeSpan.Zero) await Task.Delay(Takes, time, cancellationToken);
        var call = kind == "nickname" ? $"nickname {users.Count}" : $"{kind} {users[0]}";
        lock (_gate)
        {
            Calls.Add(call);
            if (kind == "notification" && body.RootElement.TryGetProperty("ignoreDuration", out var muting))
                Mutings.Add(muting.GetInt64());
            if (Answer(call, users) is { } answer) return answer;
        }

        return new(HttpStatusCode.OK)
        {
            Content = JsonContent.Create<object>(kind switch
            {
                "display" => new { entities = new[] { new { username = users[0] } } },
                "language" => new { data = new { language = "de" } },
                "notification" => new { data = new { type = "NONE" } },
                _ => new { entities = users.Select(user => new { username = user, push_nickname = "name" }) },
            }),
        };
    }
}
