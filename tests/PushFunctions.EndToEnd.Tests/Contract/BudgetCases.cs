using System.Text;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/budgets/{budget}</c>. Of budgets that nothing here calls by, so that no other case is slowed.</summary>
internal static class BudgetCases
{
    private const string Get = "GetBudget";
    private const string Put = "PutBudget";
    private const string Limit = """{"callsPerMinute":600}""";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Common(Get, "GET"),
        .. Common(Put, "PUT", Limit),
        Of(Get, 200, null, "calls", "GET", "PushSingle"),
        Of(Get, 200, null, "calls of a day", "GET", "PushToEveryone"),
        Of(Get, 200, null, "places", "GET", "Tasks"),
        Of(Get, 200, null, "no limit", "GET", "Total?app=second"),
        Of(Put, 200, null, "a limit", "PUT", "Presence", Limit),
        Of(Put, 200, null, "the setting", "PUT", "Presence?app=second", "{}"),
        Of(Put, 400, "malformed_json", "a body that ends", "PUT", "Presence", "{\n  \"callsPerMinute\":}"),
        Of(Put, 400, "invalid_limit", "no calls at all", "PUT", "Presence", """{"callsPerMinute":0}"""),
        Of(Put, 400, "invalid_limit", "of places", "PUT", "Tasks", Limit),
        Of(Put, 412, "precondition_failed", "a limit that is not there", "PUT", "Presence", Limit, ifMatch: "\"old\""),
        Of(Put, 413, "body_too_large", "a body of 2 MB", "PUT", "Presence", $"\"{new string('x', 2_000_000)}\""),
        ContractCase.Of(
            Put, 415, "unsupported_media_type", "text", () => Request("PUT", "Presence", "text", type: "text/plain")),
    ];

    /// <summary>What is the same for both.</summary>
    private static IEnumerable<ContractCase> Common(string operation, string method, string? body = null) =>
    [
        new(operation, 401, null, "no key", bed => bed.Host.SendAsync(Request(method, "Presence", body))),
        Of(operation, 404, "unknown_budget", "nobody's", method, "Push", body),
        Of(operation, 422, "unknown_app", "an app that nobody has", method, "Presence?app=nope", body),
        ContractCase.Of(
            operation, 500, "internal_error", "a defect", () => Request(method, "Presence", body), HostState.Defect),
        ContractCase.Of(
            operation, 503, "storage_unavailable", "storage away", () => Request(method, "Presence", body),
            HostState.WithoutStorage),
    ];

    private static ContractCase Of(
        string operation, int status, string? code, string what, string method, string budget, string? body = null,
        string? ifMatch = null) =>
        ContractCase.Of(operation, status, code, what, () => Request(method, budget, body, ifMatch));

    internal static HttpRequestMessage Request(
        string method, string budget, string? body = null, string? ifMatch = null, string type = Posted.Json)
    {
        var request = new HttpRequestMessage(new(method), new Uri($"api/budgets/{budget}", UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }
}
