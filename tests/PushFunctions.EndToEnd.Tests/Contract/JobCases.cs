using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>PUT /api/users/notifications</c> and <c>/api/preferences</c>.</summary>
internal static class JobCases
{
    private const string Put = "PutManyNotifications";
    private const string Get = "GetPreferences";
    private const string List = "ListPreferenceFailures";
    private const string Many = "users/notifications";
    private const string Lines = "application/x-ndjson";
    private const string Unknown = "preferences/6f1c0f8a2b3d4e5f8a9b0c1d2e3f4a5b";
    private const string Good = "{\"user\":\"ada\",\"mode\":\"none\"}\n{\"user\":\"bob\",\"mode\":\"off\"}\n";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Of(Put, 202, null, "two lines", Good),
        new(Put, 401, null, "no key", bed => bed.Host.SendAsync(PreferenceCases.Request("PUT", Many, Good, Lines))),
        Of(Put, 400, "invalid_preferences", "no line", "\n"),
        Of(Put, 413, "body_too_large", "too many lines", string.Concat(Enumerable.Repeat("{}\n", 100_001))),
        Of(Put, 415, "unsupported_media_type", "JSON", Good, type: Posted.Json),
        ContractCase.Of(
            Put, 422, "unknown_app", "an app that nobody has",
            () => PreferenceCases.Request("PUT", $"{Many}?app=nope", Good, Lines)),
        Of(Put, 500, "internal_error", "a defect", Good, HostState.Defect),
        Of(Put, 503, "storage_unavailable", "storage away", Good, HostState.WithoutStorage),
        .. Reads(Get, ""),
        .. Reads(List, "/failures"),
        ContractCase.Of(
            List, 400, "invalid_query", "no number", () => PreferenceCases.Request("GET", $"{Unknown}/failures?limit=0")),
    ];

    private static IEnumerable<ContractCase> Reads(string operation, string below) =>
    [
        new(operation, 200, null, "what was put", async bed =>
        {
            using var put = await bed.SendAsync(PreferenceCases.Request("PUT", Many, Good, Lines));
            var body = await put.Content.ReadAsStringAsync();
            var id = JsonElement.Parse(body).GetProperty("id").GetString();
            await Soon.IsTrueAsync(
                async () =>
                {
                    using var now = await bed.SendAsync(PreferenceCases.Request("GET", $"preferences/{id}"));
                    return (await now.Content.ReadAsStringAsync()).Contains("finished", StringComparison.Ordinal);
                },
                () => "It has not ended.");
            return await bed.SendAsync(PreferenceCases.Request("GET", $"preferences/{id}{below}"));
        }),
        new(operation, 401, null, "no key", bed => bed.Host.SendAsync(PreferenceCases.Request("GET", Unknown + below))),
        Ask(operation, 404, "unknown_preferences", "nobody's", below),
        Ask(operation, 500, "internal_error", "a defect", below, HostState.Defect),
        Ask(operation, 503, "storage_unavailable", "storage away", below, HostState.WithoutStorage),
    ];

    private static ContractCase Ask(
        string operation, int status, string code, string what, string below, HostState state = HostState.Well) =>
        ContractCase.Of(
            operation, status, code, what, () => PreferenceCases.Request("GET", Unknown + below), state);

    private static ContractCase Of(
        string operation, int status, string? code, string what, string body, HostState state = HostState.Well,
        string type = Lines) =>
        ContractCase.Of(
            operation, status, code, what, () => PreferenceCases.Request("PUT", Many, body, type), state);
}
