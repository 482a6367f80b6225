using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/templates</c>.</summary>
internal static class TemplateCases
{
    private const string Create = "CreateTemplate";
    private const string Get = "GetTemplate";
    private const string Put = "PutTemplate";
    private const string Delete = "DeleteTemplate";
    private const string Any = "templates/any";
    private const string Texts = """{"title":"Hello, {0}","content":"It is here."}""";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Common(Create, "POST", "templates", "notification/template", Named("any")),
        .. Common(Get, "GET", Any, "GET notification/template/{name}"),
        .. Common(Put, "PUT", Any, "GET notification/template/{name}", Texts),
        .. Common(Delete, "DELETE", Any, "DELETE notification/template/{name}"),
        .. Bodies(Create, "POST", "templates", Named("any")),
        .. Bodies(Put, "PUT", Any, Texts),
        Of(Create, 201, null, "a new one", "POST", "templates", () => Named($"t{Guid.NewGuid():N}")),
        new(Create, 409, "template_exists", "other texts", async bed =>
        {
            await AskAsync(bed, "POST", "templates", Named("taken"));
            return await bed.SendAsync(
                PreferenceCases.Request("POST", "templates", """{"name":"taken","title":"Other","content":"It is here."}"""));
        }),
        Of(Put, 201, null, "a new one", "PUT", $"templates/t{Guid.NewGuid():N}", () => Texts),
        AfterPut(Put, 200, "PUT", Texts),
        AfterPut(Get, 200, "GET"),
        AfterPut(Delete, 204, "DELETE"),
        Of(Get, 404, "unknown_template", "nobody's", "GET", "templates/none"),
        Of(Delete, 404, "unknown_template", "nobody's", "DELETE", "templates/none"),
        Of(Get, 400, "invalid_template", "no name", "GET", "templates/default"),
        Of(Delete, 400, "invalid_template", "no name", "DELETE", "templates/detail"),
        Changing(Create, "POST", "templates", Named("moving")),
        Changing(Get, "GET", "templates/moving"),
        Changing(Put, "PUT", "templates/moving", Texts),
        Changing(Delete, "DELETE", "templates/moving"),
    ];

    private static string Named(string name) => $$"""{"name":"{{name}}","title":"Hello, {0}","content":"It is here."}""";

    private static IEnumerable<ContractCase> Common(
        string operation, string method, string path, string call, string? body = null) =>
    [
        new(operation, 401, null, "no key", bed => bed.Host.SendAsync(PreferenceCases.Request(method, path, body))),
        Of(operation, 422, "unknown_app", "an app that nobody has", method, $"{path}?app=nope", () => body),
        PreferenceCases.Faulty(
            operation, 502, "feature_not_enabled", method, path, body,
            new() { Endpoint = call, Status = 403, Exception = "ServiceNotOpenException" }),
        PreferenceCases.Faulty(operation, 502, "push_service_refused", method, path, body, PreferenceCases.Refusing(call)),
        PreferenceCases.Faulty(operation, 503, "push_service_unavailable", method, path, body, PreferenceCases.Down(call)),
        ContractCase.Of(
            operation, 500, "internal_error", "a defect", () => PreferenceCases.Request(method, path, body),
            HostState.Defect),
        ContractCase.Of(
            operation, 503, "storage_unavailable", "storage away", () => PreferenceCases.Request(method, path, body),
            HostState.WithoutStorage),
    ];

    private static IEnumerable<ContractCase> Bodies(string operation, string method, string path, string body) =>
    [
        Of(operation, 400, "malformed_json", "a body that ends", method, path, () => "{\n  \"title\":}"),
        Of(operation, 400, "invalid_template", "no placeholder", method, path,
            () => body.Replace("{0}", "{name}", StringComparison.Ordinal)),
        Of(operation, 413, "body_too_large", "a large body", method, path, () => $"\"{new string('x', 20_000)}\""),
        ContractCase.Of(
            operation, 415, "unsupported_media_type", "text",
            () => PreferenceCases.Request(method, path, "text", "text/plain")),
    ];

    private static ContractCase AfterPut(string operation, int status, string method, string? body = null) =>
        new(operation, status, null, "one that is there", async bed =>
        {
            var path = $"templates/t{Guid.NewGuid():N}";
            await AskAsync(bed, "PUT", path, Texts);
            return await bed.SendAsync(PreferenceCases.Request(method, path, body));
        });

    private static ContractCase Changing(string operation, string method, string path, string? body = null) =>
        new(operation, 409, "template_changing", "one that is being replaced", async bed =>
        {
            var table = new TableClient(bed.Stack.ConnectionString, TableNames.Preferences);
            await table.UpsertEntityAsync(new TemplateChangeRow
            {
                RowKey = TemplateChangeRow.KeyOf("default", "moving"), App = "default", Name = "moving",
                Until = TimeProvider.System.GetUtcNow().AddMinutes(5),
            });
            return await bed.SendAsync(PreferenceCases.Request(method, path, body));
        });

    private static async Task AskAsync(ContractBed bed, string method, string path, string body)
    {
        using var response = await bed.SendAsync(PreferenceCases.Request(method, path, body));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static ContractCase Of(
        string operation, int status, string? code, string what, string method, string path,
        Func<string?>? body = null) =>
        ContractCase.Of(
            operation, status, code, what, () => PreferenceCases.Request(method, path, body?.Invoke()));
}
