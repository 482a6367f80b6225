using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>What may be looked at.</summary>
internal static class StatusCases
{
    private const string List = "ListPushes";
    private const string Push = "GetPush";
    private const string Health = "GetHealth";
    private const string Details = "GetHealthDetails";
    private const string OpenApi = "GetOpenApi";

    /// <summary>The id of no push.</summary>
    private static readonly string Nobody = new('a', 26);

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new(List, 200, null, "pushes of all kinds", async bed =>
        {
            await bed.FinishedAsync(Signed.Post("api/events", Posted.Order(Some.Id())));
            await bed.AcceptedAsync(Signed.Post("api/events", Posted.Write(Later())));
            return await bed.SendAsync(Get("api/pushes"));
        }),
        Of(List, 200, null, "nothing", "api/pushes?type=nobodys"),
        Of(List, 400, "invalid_query", "no state", "api/pushes?state=gone"),
        Of(List, 400, "invalid_query", "no limit", "api/pushes?limit=1001"),
        Of(List, 400, "invalid_query", "no cursor", "api/pushes?cursor=!"),
        new(List, 401, null, "no key", bed => bed.Host.GetAsync("api/pushes")),
        Of(List, 422, "unknown_app", "an app that nobody has", "api/pushes?app=nope"),
        Of(List, 500, "internal_error", "a defect", "api/pushes", HostState.Defect),
        Of(List, 503, "storage_unavailable", "storage away", "api/pushes", HostState.WithoutStorage),
        new(Push, 200, null, "a push that has ended", async bed => await bed.SendAsync(Get(
            $"api/pushes/{await bed.FinishedAsync(Signed.Post("api/events", Posted.Order(Some.Id())))}"))),
        new(Push, 200, null, "a push on its way", bed => OnItsWayAsync(bed)),
        new(Push, 200, null, "labels whose call had no answer", async bed =>
            await bed.SendAsync(Get($"api/pushes/{await bed.StalledAsync("""{"labels":["vip"]}""")}"))),
        new(Push, 401, null, "no key", bed => bed.Host.GetAsync($"api/pushes/{Nobody}")),
        Of(Push, 404, "unknown_push", "nobody's push", $"api/pushes/{Nobody}"),
        Of(Push, 404, "unknown_push", "no id", "api/pushes/nope"),
        Of(Push, 500, "internal_error", "a defect", $"api/pushes/{Nobody}", HostState.Defect),
        Of(Push, 503, "storage_unavailable", "storage away", $"api/pushes/{Nobody}", HostState.WithoutStorage),
        new(Health, 200, null, "no key", bed => bed.Host.GetAsync("api/health")),
        Long(Health, "api/health"),
        Of(Health, 500, "internal_error", "a defect", "api/health", HostState.Defect),
        Of(Health, 503, "storage_unavailable", "storage away", "api/health", HostState.WithoutStorage),
        Of(Details, 200, null, "all is well", "api/health/details"),
        Of(Details, 200, null, "storage away", "api/health/details", HostState.WithoutStorage),
        new(Details, 401, null, "no key", bed => bed.Host.GetAsync("api/health/details")),
        Of(Details, 500, "internal_error", "a defect", "api/health/details", HostState.Defect),
        new(OpenApi, 200, null, "no key", bed => bed.Host.GetAsync("api/openapi.json")),
        new(OpenApi, 304, null, "the same again", AgainAsync),
        Long(OpenApi, "api/openapi.json"),
    ];

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, new Uri(path, UriKind.Relative));

    private static ContractCase Of(
        string operation, int status, string? code, string what, string path, HostState state = HostState.Well) =>
        ContractCase.Of(operation, status, code, what, () => Get(path), state);

    /// <summary>Headers of more than 32 KiB, which no server takes.</summary>
    private static ContractCase Long(string operation, string path) =>
        ContractCase.Of(operation, 431, null, "long headers", () =>
        {
            var request = Get(path);
            request.Headers.Add("X-Long", new string('x', 40_000));
            return request;
        });

    private static Dictionary<string, object> Later()
    {
        var appEvent = Some.Event(Some.User());
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow().AddDays(1);
        return appEvent;
    }

    private static async Task<HttpResponseMessage> OnItsWayAsync(ContractBed bed)
    {
        using var accepted = await bed.SendAsync(Signed.Post(
            "api/events", Posted.Write(Some.Event(Some.Users(2_000)))));
        var push = await AcceptedAnswer.ReadAsync(accepted);
        return await bed.SendAsync(Get(push.StatusUrl[push.StatusUrl.IndexOf("api/", StringComparison.Ordinal)..]));
    }

    private static async Task<HttpResponseMessage> AgainAsync(ContractBed bed)
    {
        using var first = await bed.Host.GetAsync("api/openapi.json");
        var request = Get("api/openapi.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        return await bed.SendAsync(request);
    }
}
