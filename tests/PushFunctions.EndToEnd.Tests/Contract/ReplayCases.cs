using System.Text;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/pushes/{id}/replay</c> and <c>/api/dead-letters</c>.</summary>
internal static class ReplayCases
{
    private const string Replay = "ReplayPush";
    private const string List = "ListDeadLetters";
    private const string ReplayAll = "ReplayDeadLetters";
    private const string Dismiss = "DismissDeadLetter";

    /// <summary>The id of no push.</summary>
    private static readonly string Nobody = new('a', 26);

    private static readonly string OfNobody = $"pushes/{Nobody}/replay";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Common(Replay, "POST", OfNobody),
        .. Common(List, "GET", "dead-letters"),
        .. Common(ReplayAll, "POST", "dead-letters/replay"),
        .. Common(Dismiss, "DELETE", "dead-letters/nope"),
        new(Replay, 200, null, "nobody", async bed =>
            await bed.SendAsync(Ask("POST", $"pushes/{await EndedAsync(bed)}/replay", "{}"))),
        new(Replay, 200, null, "one who is dead", async bed =>
            await bed.SendAsync(Ask("POST", $"pushes/{await DeadAsync(bed)}/replay"))),
        Of(Replay, 400, "malformed_json", "a body that ends", "POST", OfNobody, "{"),
        Of(Replay, 400, "invalid_query", "neither true nor false", "POST", $"{OfNobody}?count=perhaps"),
        Of(Replay, 400, "invalid_replay", "the accepted", "POST", OfNobody, """{"outcomes":["accepted"]}"""),
        Of(Replay, 404, "unknown_push", "nobody's push", "POST", OfNobody),
        Of(Replay, 404, "unknown_push", "no id", "POST", "pushes/nope/replay"),
        new(Replay, 409, "push_running", "a push on its way", async bed =>
            await bed.SendAsync(Ask("POST", $"pushes/{await BegunAsync(bed)}/replay"))),
        new(Replay, 409, "wrong_round", "a round that is not the next", async bed =>
            await bed.SendAsync(Ask("POST", $"pushes/{await EndedAsync(bed)}/replay", """{"round":2}"""))),
        new(Replay, 200, null, "labels whose call had no answer", async bed =>
            await bed.SendAsync(Ask("POST", $"pushes/{await bed.StalledAsync("""{"labels":["vip"]}""")}/replay?count=true"))),
        new(Replay, 429, "day_used_up", "everyone, on a day without another place", async bed =>
            await bed.SendAsync(Ask("POST", $"pushes/{await bed.StalledAsync("""{"everyone":true}""")}/replay"))),
        Of(Replay, 413, "body_too_large", "a body of 2 MB", "POST", OfNobody, $"\"{new string('x', 2_000_000)}\""),
        ContractCase.Of(
            Replay, 415, "unsupported_media_type", "text", () => Ask("POST", OfNobody, "text", type: "text/plain")),
        new(Replay, 422, "push_cancelled", "a cancelled push", async bed =>
        {
            var push = await BegunAsync(bed);
            (await bed.SendAsync(Ask("POST", $"pushes/{push}/cancel"))).Dispose();
            return await bed.SendAsync(Ask("POST", $"pushes/{push}/replay"));
        }),
        new(Replay, 422, "push_expired", "an expired push", async bed =>
        {
            var end = TimeProvider.System.GetUtcNow().AddSeconds(2);
            var push = await EndedAsync(bed, end);
            await Soon.IsTrueAsync(() => TimeProvider.System.GetUtcNow() > end, () => "It does not expire.");
            return await bed.SendAsync(Ask("POST", $"pushes/{push}/replay"));
        }),
        new(List, 200, null, "users of a push", async bed =>
            await bed.SendAsync(Ask("GET", $"dead-letters?pushId={await DeadAsync(bed)}&limit=1"))),
        new(List, 200, null, "a message", async bed =>
        {
            await UnreadableAsync(bed);
            return await bed.SendAsync(Ask("GET", "dead-letters?kind=messages&limit=1"));
        }),
        Of(List, 200, null, "counts", "GET", "dead-letters?count=true"),
        Of(List, 400, "invalid_query", "no kind", "GET", "dead-letters?kind=steps"),
        Of(List, 422, "unknown_app", "an app that nobody has", "GET", "dead-letters?app=nope"),
        new(ReplayAll, 200, null, "a push and a message", async bed =>
        {
            await UnreadableAsync(bed);
            await DeadAsync(bed);
            return await bed.SendAsync(Ask("POST", "dead-letters/replay?count=true"));
        }),
        Of(ReplayAll, 400, "invalid_query", "messages of a push", "POST", $"dead-letters/replay?kind=messages&pushId={Nobody}"),
        Of(ReplayAll, 400, "invalid_query", "a filter that there is not", "POST", "dead-letters/replay?type=order.shipped"),
        Of(ReplayAll, 404, "unknown_push", "nobody's push", "POST", $"dead-letters/replay?pushId={Nobody}"),
        Of(ReplayAll, 422, "unknown_app", "an app that nobody has", "POST", "dead-letters/replay?app=nope"),
        new(Dismiss, 204, null, "a message", async bed =>
            await bed.SendAsync(Ask("DELETE", $"dead-letters/{await UnreadableAsync(bed)}"))),
        Of(Dismiss, 400, "invalid_query", "a filter", "DELETE", "dead-letters/nope?kind=users"),
        Of(Dismiss, 404, "unknown_dead_letter", "nobody's", "DELETE", "dead-letters/nope"),
        Of(Dismiss, 422, "unknown_app", "an app that nobody has", "DELETE", "dead-letters/nope?app=nope"),
    ];

    /// <summary>What is the same for all.</summary>
    private static IEnumerable<ContractCase> Common(string operation, string method, string path) =>
    [
        new(operation, 401, null, "no key", bed => bed.Host.SendAsync(Ask(method, path))),
        ContractCase.Of(operation, 500, "internal_error", "a defect", () => Ask(method, Stored(path)), HostState.Defect),
        ContractCase.Of(
            operation, 503, "storage_unavailable", "storage away", () => Ask(method, Stored(path)), HostState.WithoutStorage),
    ];

    /// <summary>A letter that might be there, so that storage is asked.</summary>
    private static string Stored(string path) => path.Replace(
        "nope", Convert.ToBase64String(Encoding.UTF8.GetBytes($"m/{new string('1', 19)}|m")), StringComparison.Ordinal);

    private static async Task<string> EndedAsync(ContractBed bed, DateTimeOffset? expiresAt = null)
    {
        var appEvent = Some.Event(Some.User());
        if (expiresAt is { } end) appEvent["expiresAt"] = end;
        return await bed.FinishedAsync(Signed.Post("api/events", Posted.Write(appEvent)));
    }

    /// <summary>A push that will not end soon.</summary>
    private static Task<string> BegunAsync(ContractBed bed)
    {
        var appEvent = Some.Event(Some.User());
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow().AddHours(1);
        return bed.AcceptedAsync(Signed.Post("api/events", Posted.Write(appEvent)));
    }

    private static Task<string> DeadAsync(ContractBed bed)
    {
        var user = Some.User();
        bed.Stack.Simulator.Faults.Add(new()
        {
            Endpoint = "push/single", PushStatus = "ERROR", Desc = "internal error", Users = [user],
        });
        return bed.FinishedAsync(Signed.Post("api/events", Posted.Write(Some.Event(user))));
    }

    /// <summary>Puts a message that nobody can read, and waits until it is set aside.</summary>
    /// <returns>Its id.</returns>
    private static async Task<string> UnreadableAsync(ContractBed bed)
    {
        var text = $"no step {Some.Id()}";
        await bed.Stack.Stored.Queue("push-dispatch")
            .SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        string? id = null;
        await Soon.IsTrueAsync(async () => (id = await FindAsync(bed, text)) is not null, () => $"'{text}' is not set aside.");
        return id!;
    }

    private static async Task<string?> FindAsync(ContractBed bed, string text)
    {
        using var response = await bed.SendAsync(Ask("GET", "dead-letters?kind=messages"));
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return body.GetProperty("deadLetters").EnumerateArray()
            .Where(letter => letter.GetProperty("body").GetString() == text)
            .Select(letter => letter.GetProperty("id").GetString())
            .FirstOrDefault();
    }

    private static ContractCase Of(
        string operation, int status, string? code, string what, string method, string path, string? body = null) =>
        ContractCase.Of(operation, status, code, what, () => Ask(method, path, body));

    private static HttpRequestMessage Ask(string method, string path, string? body = null, string type = Posted.Json) =>
        new(new HttpMethod(method), new Uri($"api/{path}", UriKind.Relative))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, type),
        };
}
