using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PushFunctions.Audiences;
using PushFunctions.Control;
using PushFunctions.Receive;
using PushFunctions.Status;

namespace PushFunctions.Tests.Faults;

/// <summary>
/// Those who use the app over HTTP: they post events until these are answered, pause, resume, cancel and look.
/// </summary>
internal sealed class Senders
{
    /// <summary>What was asked for before nothing went wrong any more is done by then.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(20);

    private readonly World _world;
    private readonly FaultPlan _plan;
    private readonly Hosts _hosts;
    private readonly Accountant _accountant;
    private readonly List<(Host Host, Action<Reply?> Done)> _waiting = [];
    private readonly HashSet<int> _listed = [];

    public Senders(World world, FaultPlan plan, Hosts hosts, Accountant accountant)
    {
        (_world, _plan, _hosts, _accountant) = (world, plan, hosts, accountant);
        foreach (var (no, planned) in plan.Events.Index())
            if (planned.As != PostedAs.Batch || no == Batch.FirstOrDefault(-1)) world.After(planned.At, () => Post(no));
        foreach (var fault in plan.Faults)
        {
            if (fault is Fault.Repeat repeat) world.After(repeat.At, () => Post(repeat.Event));
            if (fault is Fault.ListPutAgain put) world.After(put.At, () => PutAgain(put.Event));
            if (fault is Fault.Control control) world.After(control.At, () => Control(control.Event, control.Action, tries: 5));
        }

        world.After(plan.FaultsUntil + LastAnswers, () =>
        {
            // Else they would rest for good.
            foreach (var paused in plan.Faults.OfType<Fault.Control>().Where(control => control.Action == ControlAction.Pause))
                Control(paused.Event, ControlAction.Resume, tries: 50);
            // Two tokens that were refused one after the other have stalled their push: a person mends that.
            if (plan.Faults.Count(fault => fault is Fault.FarSideFails { How: CallFailure.Unauthorized }) > 1)
                for (var no = 0; no < plan.Events.Count; no++) Control(no, ControlAction.Resume, tries: 50);
        });
        world.After(world.Between(1, 10), Look);
    }

    /// <summary>The events of the batch, by their numbers.</summary>
    private IReadOnlyList<int> Batch =>
    [
        .. _plan.Events.Index().Where(each => each.Item is { As: PostedAs.Batch, Users: > 0 }).Select(each => each.Index),
    ];

    /// <summary>Whose process dies gets no answer.</summary>
    public void HangUp(Host host)
    {
        foreach (var waiting in _waiting.Where(waiting => waiting.Host == host).ToList())
        {
            _waiting.Remove(waiting);
            _world.After(TimeSpan.FromSeconds(0.1), () => waiting.Done(null));
        }
    }

    /// <summary>Asks any process; it is told null when there was no answer.</summary>
    public void Ask(
        string method, string path, byte[]? body, Func<Host, HttpContext, CancellationToken, Task<IResult>> handle,
        Action<Reply?> done, string type = "application/json")
    {
        if (_hosts.Any() is not { } host)
        {
            _world.After(TimeSpan.FromSeconds(0.5), () => done(null));
            return;
        }

        var context = new DefaultHttpContext { RequestServices = host.Services };
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = (method, "http", new("push.test"));
        var parts = path.Split('?');
        context.Request.Path = parts[0];
        if (parts.Length > 1) context.Request.QueryString = new($"?{parts[1]}");
        if (body is not null)
        {
            context.Request.ContentType = type;
            context.Request.ContentLength = body.Length;
            context.Request.Body = new MemoryStream(body);
        }

        var answer = new MemoryStream();
        context.Response.Body = answer;
        var waiting = (host, done);
        _waiting.Add(waiting);
        host.Do(
            async _ => await (await handle(host, context, CancellationToken.None)).ExecuteAsync(context),
            failure =>
            {
                _waiting.Remove(waiting);
                if (failure is not null) _accountant.Complain($"{method} {path} ended with {failure}");
                done(new(context.Response.StatusCode, answer.ToArray()));
            });
    }

    private void Post(int no)
    {
        switch (_plan.Events[no])
        {
            case { Users: 0 }:
                break;
            case { As: PostedAs.Audience } when !_listed.Contains(no):
                PutList(no, () => Post(no));
                break;
            case { As: PostedAs.Batch }:
                PostBatch();
                break;
            case { As: PostedAs.Waiting }:
                Post("?wait=true", Body(no), () => Post(no), reply => Take(no, reply));
                break;
            default:
                Post("", Body(no), () => Post(no), reply => Take(no, reply));
                break;
        }
    }

    /// <summary>Posts, and posts again while the answer is that one should, or there is none.</summary>
    private void Post(string query, byte[] body, Action again, Action<Reply> take, string type = "application/json") => Ask(
        "POST", $"/api/events{query}", body,
        (host, context, stop) => host.Get<AcceptHandler>().HandleAsync(context.Request, stop),
        reply =>
        {
            // 409: another waits for the same event, or did until it was gone.
            if (reply is null or { Status: >= 500 or 409 or 429 }) _world.After(_world.Between(0.5, 5), again);
            else take(reply);
        },
        type);

    private void Take(int no, Reply reply)
    {
        if (reply.Status == 202) _accountant.Accepted(no, reply.Json.GetProperty("pushId").GetString()!);
        else if (reply.Status == 200 && _plan.Events[no].As == PostedAs.Waiting) _accountant.Answered(no, reply.Json);
        else _accountant.Refused(no, reply.Status, reply.Text);
    }

    private void PostBatch()
    {
        var events = new JsonArray([.. Batch.Select(no =>
        {
            var data = Event(no);
            var (id, type) = (data["id"]!.DeepClone(), data["type"]!.DeepClone());
            return (JsonNode)new JsonObject
            {
                ["specversion"] = "1.0", ["source"] = "shop", ["id"] = id, ["type"] = type, ["data"] = data,
            };
        })]);
        Post(
            "", JsonSerializer.SerializeToUtf8Bytes(events), PostBatch, TakeBatch,
            "application/cloudevents-batch+json");
    }

    private void TakeBatch(Reply reply)
    {
        if (!reply.Json.TryGetProperty("results", out var results))
        {
            _accountant.Complain($"The batch was answered {reply.Status}: {reply.Text}");
            return;
        }

        foreach (var (no, result) in Batch.Zip(results.EnumerateArray()))
        {
            var status = result.GetProperty("status").GetInt32();
            if (status == 202) _accountant.Accepted(no, result.GetProperty("pushId").GetString()!);
            else _accountant.Refused(no, status, result.GetRawText());
        }
    }

    /// <summary>Puts the list of an event's audience, until that is done.</summary>
    private void PutList(int no, Action done)
    {
        var users = Enumerable.Range(0, _plan.Events[no].Users).Select(user => Accountant.User(no, user) + "\n");
        Ask(
            "PUT", $"/api/audiences/list-{no}", Encoding.ASCII.GetBytes(string.Concat(users)),
            (host, context, stop) => host.Get<PutAudienceHandler>().HandleAsync(context.Request, $"list-{no}", stop),
            reply =>
            {
                if (reply is null or { Status: >= 500 })
                {
                    _world.After(_world.Between(0.5, 5), () => PutList(no, done));
                    return;
                }

                if (reply.Status is not (200 or 201)) _accountant.Complain($"List {no} was answered {reply.Status}: {reply.Text}");
                _listed.Add(no);
                done();
            },
            "text/plain");
    }

    private void PutAgain(int no)
    {
        if (_listed.Contains(no)) PutList(no, () => { });
    }

    private byte[] Body(int no) => JsonSerializer.SerializeToUtf8Bytes(Event(no));

    private JsonObject Event(int no)
    {
        var planned = _plan.Events[no];
        var users = Enumerable.Range(0, planned.Users).Select(user => Accountant.User(no, user));
        var several = planned.Messages > 1;
        var json = new JsonObject
        {
            ["id"] = $"event-{no}",
            ["type"] = several ? "news" : "plain",
            ["data"] = new JsonObject { ["push"] = no },
            ["to"] = planned.As switch
            {
                PostedAs.Audience => new JsonObject { ["audience"] = $"list-{no}" },
                PostedAs.Members => new JsonObject { ["members"] = PlannedMembers.Of(no) },
                _ => new JsonObject
                {
                    ["users"] = new JsonArray([.. users.Select((user, at) => several
                        ? (JsonNode)new JsonObject { ["id"] = user, ["data"] = new JsonObject { ["group"] = at % planned.Messages } }
                        : JsonValue.Create(user))]),
                },
            },
        };
        if (!several) json["push"] = new JsonObject { ["title"] = $"push {no}", ["content"] = "Hello" };
        if (planned.SendAfter is { } send) json["sendAt"] = World.Start + planned.At + send;
        if (_accountant.ExpiresAt(no) is { } end) json["expiresAt"] = World.Start + end;
        return json;
    }

    /// <summary>Nobody pauses what has just been resumed for good.</summary>
    private bool IsTooLate(ControlAction action) =>
        action != ControlAction.Resume && _world.Elapsed >= _plan.FaultsUntil;

    private void Control(int no, ControlAction action, int tries)
    {
        if (IsTooLate(action)) return;
        if (_accountant.PushIdOf(no) is not { } id)
        {
            if (tries > 0) _world.After(_world.Between(1, 3), () => Control(no, action, tries - 1));
            return;
        }

        if (action == ControlAction.Resume) _accountant.Resuming(no);
        Ask(
            "POST", $"/api/pushes/{id}/{action.ToString().ToLowerInvariant()}", null,
            (host, _, stop) => host.Get<ControlHandler>().HandleAsync(id, action, stop),
            reply =>
            {
                if (reply is { Status: 200 }) _accountant.Controlled(no, action, reply.Json);
                else if (reply is null or { Status: >= 500 } && tries > 0 && !IsTooLate(action))
                    _world.After(_world.Between(0.2, 2), () => Control(no, action, tries - 1));
            });
    }

    /// <summary>Looks at a push now and then; whenever it is, its users by outcome sum to all.</summary>
    private void Look()
    {
        var no = _world.Random.Next(_plan.Events.Count);
        if (_accountant.PushIdOf(no) is { } id)
        {
            Ask("GET", $"/api/pushes/{id}", null, (host, _, stop) => host.Get<PushStatusHandler>().HandleAsync(id, stop), reply =>
            {
                if (reply is { Status: 200 or 404 }) _accountant.Saw(no, reply);
            });
        }

        if (_world.Elapsed < _plan.FaultsUntil) _world.After(_world.Between(1, 15), Look);
    }
}

/// <summary>An answer.</summary>
internal sealed record Reply(int Status, byte[] Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string Text => Encoding.UTF8.GetString(Body);
}
