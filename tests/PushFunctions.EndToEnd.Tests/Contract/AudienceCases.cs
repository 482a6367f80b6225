using System.Net;
using System.Text;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/audiences</c>.</summary>
internal static class AudienceCases
{
    /// <summary>Every line of it was refused.</summary>
    public const string Empty = "empty";

    /// <summary>Its only list is being checked.</summary>
    public const string NotReady = "new";

    private const string List = "ListAudiences";
    private const string Get = "GetAudience";
    private const string Put = "PutAudience";
    private const string Delete = "DeleteAudience";
    private const string Open = "OpenUpload";
    private const string Commit = "CommitUpload";
    private const string Wrong = "api/audiences/a%7Cb";

    /// <summary>Audiences that are there from the beginning.</summary>
    public static IReadOnlyList<AudienceRow> Rows { get; } =
    [
        new()
        {
            PartitionKey = Empty, App = "default", Name = Empty, Version = Guid.NewGuid().ToString("N"), RefusedCount = 1,
            Refused = """[{"line":1,"reason":"is empty"}]"""u8.ToArray(), Changed = DateTimeOffset.UnixEpoch,
        },
        new()
        {
            PartitionKey = NotReady, App = "default", Name = NotReady, CheckVersion = "1", CheckUpload = "0",
            CheckBegan = DateTimeOffset.UnixEpoch, CheckMoved = DateTimeOffset.UnixEpoch,
            Changed = DateTimeOffset.UnixEpoch,
            Check = """{"blob":"b","eTag":"e","bytes":9,"sort":{"refused":[],"runs":[]}}"""u8.ToArray(),
        },
    ];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Common(List, "GET", "api/audiences"),
        .. Common(Get, "GET", $"api/audiences/{Empty}"),
        .. Common(Put, "PUT", "api/audiences/some", "ada\n"),
        .. Common(Delete, "DELETE", "api/audiences/some"),
        .. Common(Open, "POST", "api/audiences/some/uploads"),
        .. Common(Commit, "POST", "api/audiences/some/commit"),
        Of(Put, 400, "invalid_audience", "gzip data that ends early", "PUT", "api/audiences/some", Cut()),
        Of(Put, 400, "invalid_audience", "nothing", "PUT", "api/audiences/some", []),
        Of(Put, 400, "invalid_audience", "a name that is none", "PUT", Wrong, "ada\n"u8.ToArray()),
        new(Put, 201, null, "a new one", bed => PutAsync(bed, Some.Id("new"))),
        new(Put, 200, null, "another list", async bed => await PutAsync(bed, await StoredAsync(bed))),
        ContractCase.Of(Put, 201, null, "a packed one", () => Request(
            "PUT", $"api/audiences/{Some.Id("packed")}", AudienceRoutes.Pack("ada\nA\n"u8.ToArray()),
            type: "application/gzip")),
        ContractCase.Of(Put, 412, "precondition_failed", "a version that is not there", () => Request(
            "PUT", "api/audiences/some", "ada\n"u8.ToArray(), ifMatch: "\"old\"")),
        Of(Put, 413, "body_too_large", "a large body", "PUT", "api/audiences/some", new byte[20_001]),
        Of(Put, 413, "audience_too_large", "many lines", "PUT", "api/audiences/some",
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a\n", 1_001)))),
        ContractCase.Of(Put, 415, "unsupported_media_type", "JSON", () => Request(
            "PUT", "api/audiences/some", "[\"ada\"]"u8.ToArray(), type: "application/json")),
        Of(List, 200, null, "what there is", "GET", "api/audiences"),
        Of(List, 200, null, "a short page", "GET", "api/audiences?limit=1"),
        Of(List, 400, "invalid_query", "no limit", "GET", "api/audiences?limit=0"),
        Of(List, 400, "invalid_query", "no cursor", "GET", "api/audiences?cursor=!"),
        Of(Get, 200, null, "a list", "GET", $"api/audiences/{Empty}"),
        Of(Get, 200, null, "a check", "GET", $"api/audiences/{NotReady}"),
        Of(Get, 404, "audience_not_found", "nobody's", "GET", "api/audiences/nobodys"),
        new(Delete, 204, null, "one that was put", async bed => await bed.SendAsync(
            Request("DELETE", $"api/audiences/{await StoredAsync(bed)}"))),
        Of(Delete, 400, "invalid_audience", "a name that is none", "DELETE", Wrong),
        Of(Delete, 404, "audience_not_found", "nobody's", "DELETE", "api/audiences/nobodys"),
        new(Delete, 412, "precondition_failed", "another version", async bed => await bed.SendAsync(
            Request("DELETE", $"api/audiences/{await StoredAsync(bed)}", ifMatch: "\"old\""))),
        Of(Open, 200, null, "an address", "POST", "api/audiences/some/uploads"),
        Of(Open, 400, "invalid_audience", "a name that is none", "POST", $"{Wrong}/uploads"),
        new(Commit, 202, null, "what was uploaded", bed => CommitAsync(bed, "ada\n"u8.ToArray())),
        new(Commit, 400, "invalid_audience", "nothing", bed => CommitAsync(bed, [])),
        new(Commit, 412, "precondition_failed", "another version", bed => CommitAsync(
            bed, "ada\n"u8.ToArray(), "\"old\"")),
        new(Commit, 413, "audience_too_large", "a large blob", bed => CommitAsync(bed, new byte[50_001])),
        Of(Commit, 422, "missing_upload", "no blob", "POST", "api/audiences/nobodys/commit"),
    ];

    /// <summary>What is the same for all of them.</summary>
    private static IEnumerable<ContractCase> Common(
        string operation, string method, string path, string? text = null)
    {
        var body = text is null ? null : Encoding.ASCII.GetBytes(text);
        return
        [
            new(operation, 401, null, "no key", bed => bed.Host.SendAsync(Request(method, path, body))),
            Of(operation, 422, "unknown_app", "an app that nobody has", method, $"{path}?app=nope", body),
            ContractCase.Of(
                operation, 500, "internal_error", "a defect", () => Request(method, path, body), HostState.Defect),
            ContractCase.Of(
                operation, 503, "storage_unavailable", "storage away", () => Request(method, path, body),
                HostState.WithoutStorage),
        ];
    }

    private static ContractCase Of(
        string operation, int status, string? code, string what, string method, string path, byte[]? body = null) =>
        ContractCase.Of(operation, status, code, what, () => Request(method, path, body));

    private static byte[] Cut() => AudienceRoutes.Pack("ada\nbob\n"u8.ToArray())[..^4];

    private static Task<HttpResponseMessage> PutAsync(ContractBed bed, string name) =>
        bed.SendAsync(Request("PUT", $"api/audiences/{name}", "ada\nB\nada\n"u8.ToArray()));

    private static async Task<string> StoredAsync(ContractBed bed)
    {
        var name = Some.Id("stored");
        using var response = await PutAsync(bed, name);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return name;
    }

    private static async Task<HttpResponseMessage> CommitAsync(ContractBed bed, byte[] content, string? ifMatch = null)
    {
        var name = Some.Id("up");
        using var opened = await bed.SendAsync(Request("POST", $"api/audiences/{name}/uploads"));
        var url = JsonElement.Parse(await opened.Content.ReadAsStringAsync()).GetProperty("url").GetString()!;
        using var uploaded = await bed.Host.UploadAsync(new(url), content);
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        return await bed.SendAsync(Request("POST", $"api/audiences/{name}/commit", ifMatch: ifMatch));
    }

    private static HttpRequestMessage Request(
        string method, string path, byte[]? body = null, string? ifMatch = null, string type = "text/plain")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }
}
