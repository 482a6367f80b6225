using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PushFunctions.Tests.Faults;

/// <summary>The far side of a run: holds its limit, keeps a journal of whom it was sent, fails by the plan.</summary>
internal sealed class FarSide(World world, FaultPlan plan, Network network)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>One call of a sender who waits in this time: a second, but for the ways there and the hosts' clocks.</summary>
    private static readonly TimeSpan WaitingWindow = TimeSpan.FromSeconds(0.8);

    private readonly Dictionary<int, Fault.FarSideFails> _failures = plan.Faults.OfType<Fault.FarSideFails>()
        .GroupBy(fault => fault.Call).ToDictionary(group => group.Key, group => group.First());

    private readonly Queue<TimeSpan> _window = new();
    private readonly List<FarSideCall> _calls = [];
    private int _asked;
    private TimeSpan _lastWaiting = TimeSpan.MinValue;

    public IReadOnlyList<FarSideCall> Calls => _calls;

    /// <summary>The first call that was one too many; null: none was.</summary>
    public string? Breach { get; private set; }

    private bool IsFaulty => world.Elapsed < plan.FaultsUntil;

    public async Task<HttpResponseMessage> AskAsync(
        Host host, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        world.CheckThread();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        using var registration = cancellationToken.UnsafeRegister(_ => answer.TrySetCanceled(cancellationToken), null);
        if (request.Method == HttpMethod.Get) Reply(404, "{}", world.Between(0.01, 0.2));
        else await SendAsync();
        return await answer.Task.ConfigureAwait(false);

        async Task SendAsync()
        {
            var no = ++_asked;
            var failure = IsFaulty ? _failures.GetValueOrDefault(no) : null;
            if (failure?.How == CallFailure.NoConnection)
            {
                Fail(HttpRequestError.ConnectionError, failure.After);
                return;
            }

            // In memory, and done at once.
            var body = await request.Content!.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
            world.After(world.Between(0.005, 0.1), () => Arrive(new(world.Elapsed, request.RequestUri!, JsonElement.Parse(body)), no, failure));
            if (IsFaulty) network.Kill(host, KillMoment.BeforeCall, no);
        }

        void Arrive(FarSideCall call, int no, Fault.FarSideFails? failure)
        {
            _calls.Add(call);
            var isTooFast = call.IsWaiting ? IsTooFastForOneWhoWaits() : IsTooFast();
            if (isTooFast) Breach ??= $"Call {no} was too fast, at {world.Elapsed}: the {_window.Count}th of a minute, or of a second.";
            var after = failure?.After ?? world.Between(0.02, 0.3);
            switch (isTooFast ? CallFailure.TooFast : failure?.How)
            {
                case CallFailure.TooFast:
                    Reply(429, """{"error":"reach_limit","error_description":"too fast"}""", after);
                    break;
                case CallFailure.Unauthorized:
                    Reply(401, """{"error":"unauthorized"}""", after);
                    break;
                case CallFailure.BrokenBefore:
                    Fail(HttpRequestError.ResponseEnded, after);
                    break;
                case CallFailure.UnavailableBefore:
                    Reply(503, """{"error":"service_unavailable"}""", after);
                    break;
                case CallFailure.UnavailableAfter:
                    Take(call);
                    Reply(503, """{"error":"service_unavailable"}""", after);
                    break;
                case CallFailure.ErrorAfter:
                    Take(call);
                    Reply(500, """{"error":"internal_error"}""", after);
                    break;
                case CallFailure.BrokenAfter:
                    Take(call);
                    Fail(HttpRequestError.ResponseEnded, after);
                    break;
                case CallFailure.LostAnswer:
                    Take(call);
                    break;
                case CallFailure.Garbage:
                    Take(call);
                    Reply(200, "<html>Welcome</html>", after);
                    break;
                default:
                    Reply(200, Take(call), after);
                    break;
            }

            if (IsFaulty) network.Kill(host, KillMoment.AfterCall, no);
        }

        void Reply(int status, string body, TimeSpan after) => world.After(after, () =>
        {
            if (!host.IsAlive) return;
            answer.TrySetResult(new((HttpStatusCode)status)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
                RequestMessage = request,
            });
        });

        void Fail(HttpRequestError error, TimeSpan after) => world.After(after, () =>
        {
            if (host.IsAlive) answer.TrySetException(new HttpRequestException(error, "The connection broke."));
        });
    }

    private bool IsTooFast()
    {
        while (_window.TryPeek(out var first) && first <= world.Elapsed - Window) _window.Dequeue();
        _window.Enqueue(world.Elapsed);
        return _window.Count > plan.CallsPerMinute;
    }

    private bool IsTooFastForOneWhoWaits()
    {
        var isTooFast = _lastWaiting > world.Elapsed - WaitingWindow;
        _lastWaiting = world.Elapsed;
        return isTooFast;
    }

    /// <summary>Sends the message to each user, as far as it can be sent, and says so.</summary>
    private string Take(FarSideCall call)
    {
        var answers = new List<string>();
        foreach (var user in call.Users)
        {
            if (plan.Fails > 0 && Draw(user, "fail", 0) < plan.Fails)
            {
                answers.Add($$"""{"pushStatus":"FAIL","desc":"no push binding","id":"{{user}}"}""");
            }
            else if (plan.Errors >= 1 || (IsFaulty && plan.Errors > 0 && Draw(user, "error", _calls.Count) < plan.Errors))
            {
                answers.Add($$"""{"pushStatus":"ERROR","desc":"busy","id":"{{user}}"}""");
            }
            else
            {
                call.Reach(user);
                if (!IsFaulty || plan.Missing == 0 || Draw(user, "missing", _calls.Count) >= plan.Missing)
                    answers.Add($$"""{"pushStatus":"SUCCESS","data":{"result":"Success"},"id":"{{user}}"}""");
            }
        }

        return $$"""{"data":[{{string.Join(',', answers)}}]}""";
    }

    /// <summary>0 to 1, the same for the same user whatever else happens in the run.</summary>
    private double Draw(string user, string what, int no)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{plan.Seed}|{user}|{what}|{no}")), hash);
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
    }
}

/// <summary>One call that arrived.</summary>
internal sealed class FarSideCall
{
    private readonly List<string> _reached = [];

    public FarSideCall(TimeSpan at, Uri address, JsonElement body)
    {
        At = at;
        IsWaiting = !body.TryGetProperty("targets", out var targets);
        Users = IsWaiting ? [address.Segments[^1]] : [.. targets.EnumerateArray().Select(user => user.GetString()!)];
        Event = int.Parse(
            body.GetProperty("pushMessage").GetProperty("title").GetString()!["push ".Length..],
            CultureInfo.InvariantCulture);
    }

    public TimeSpan At { get; }

    /// <summary>Whether its sender waits for the answer: its user stands in the address.</summary>
    public bool IsWaiting { get; }

    /// <summary>The event that it was made for.</summary>
    public int Event { get; }

    public IReadOnlyList<string> Users { get; }

    /// <summary>The users who were really sent the message.</summary>
    public IReadOnlyList<string> Reached => _reached;

    public void Reach(string user) => _reached.Add(user);
}

/// <summary>The connections of one host to the far side.</summary>
internal sealed class FarSideConnection(FarSide farSide, Host host) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        farSide.AskAsync(host, request, cancellationToken);
}
