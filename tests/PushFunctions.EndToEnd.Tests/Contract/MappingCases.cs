using System.Net;
using System.Text;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/mappings</c>.</summary>
internal static class MappingCases
{
    private const string List = "ListMappings";
    private const string Get = "GetMapping";
    private const string Put = "PutMapping";
    private const string Delete = "DeleteMapping";

    private const string Good =
        """{"message":{"title":"Paid {{data.order}}","content":"Thank you"},"to":{"users":["/data/buyer"]}}""";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Common(List, "GET", "api/mappings"),
        .. Common(Get, "GET", "api/mappings/order.shipped"),
        .. Common(Put, "PUT", "api/mappings/some.type", Good),
        .. Common(Delete, "DELETE", "api/mappings/some.type"),
        Of(List, 200, null, "what there is", "GET", "api/mappings"),
        Of(Get, 200, null, "a file", "GET", "api/mappings/order.shipped"),
        Of(Get, 200, null, "one that was put", "GET", $"api/mappings/{ContractMappings.Seeking}?app=default"),
        Of(Get, 404, "unknown_mapping", "nobody's", "GET", "api/mappings/no.such"),
        Of(Put, 201, null, "a new one", "PUT", $"api/mappings/{Some.Id("new")}", Good),
        new(Put, 200, null, "another one", async bed => await bed.SendAsync(
            Request("PUT", await StoredAsync(bed), Good))),
        Of(Put, 400, "malformed_json", "a body that ends", "PUT", "api/mappings/some.type", "{\n  \"message\":}"),
        Of(Put, 400, "invalid_mapping", "an unknown helper", "PUT", "api/mappings/order.paid",
            """{"message":{"title":"Paid {{shout data.order}}","content":"Thank you"}}"""),
        Of(Put, 400, "invalid_mapping", "a type that is no name", "PUT", "api/mappings/a%20b", Good),
        Of(Put, 412, "precondition_failed", "a version that is not there", "PUT",
            $"api/mappings/{Some.Id("none")}", Good, ifMatch: "\"old\""),
        Of(Put, 413, "body_too_large", "a mapping of 70 KB", "PUT", "api/mappings/some.type",
            $"\"{new string('x', 70_000)}\""),
        ContractCase.Of(Put, 415, "unsupported_media_type", "text", () => Request(
            "PUT", "api/mappings/some.type", "text", type: "text/plain")),
        new(Delete, 204, null, "one that was put", async bed => await bed.SendAsync(
            Request("DELETE", await StoredAsync(bed)))),
        Of(Delete, 400, "invalid_mapping", "a type that is no name", "DELETE", "api/mappings/a%20b"),
        Of(Delete, 404, "unknown_mapping", "a file", "DELETE", "api/mappings/order.shipped"),
        new(Delete, 412, "precondition_failed", "another version", async bed => await bed.SendAsync(
            Request("DELETE", await StoredAsync(bed), ifMatch: "\"old\""))),
    ];

    /// <summary>What is the same for all of them.</summary>
    private static IEnumerable<ContractCase> Common(
        string operation, string method, string path, string? body = null) =>
    [
        new(operation, 401, null, "no key", bed => bed.Host.SendAsync(Request(method, path, body))),
        Of(operation, 422, "unknown_app", "an app that nobody has", method, $"{path}?app=nope", body),
        ContractCase.Of(
            operation, 500, "internal_error", "a defect", () => Request(method, path, body), HostState.Defect),
        ContractCase.Of(
            operation, 503, "storage_unavailable", "storage away", () => Request(method, path, body),
            HostState.WithoutStorage),
    ];

    private static ContractCase Of(
        string operation, int status, string? code, string what, string method, string path, string? body = null,
        string? ifMatch = null) =>
        ContractCase.Of(operation, status, code, what, () => Request(method, path, body, ifMatch));

    /// <summary>The address of a mapping that has been put.</summary>
    private static async Task<string> StoredAsync(ContractBed bed)
    {
        var path = $"api/mappings/{Some.Id("stored")}";
        using var response = await bed.SendAsync(Request("PUT", path, Good));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return path;
    }

    internal static HttpRequestMessage Request(
        string method, string path, string? body = null, string? ifMatch = null, string type = Posted.Json)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }
}
