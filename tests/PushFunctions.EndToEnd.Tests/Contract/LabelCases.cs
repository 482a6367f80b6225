using System.Net;
using System.Text;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/labels</c>, and who has them.</summary>
internal static class LabelCases
{
    private const string List = "ListLabels";
    private const string Get = "GetLabel";
    private const string Put = "PutLabel";
    private const string Delete = "DeleteLabel";
    private const string Reconcile = "StartReconcile";
    private const string ListMembers = "ListMembers";
    private const string Add = "AddMembers";
    private const string Remove = "RemoveMembers";
    private const string GetMember = "GetMember";
    private const string DeleteMember = "DeleteMember";

    private const string Ada = """{"users":["ada"]}""";

    private static readonly string TwoMegabytes = $"\"{new string('x', 2_000_000)}\"";

    /// <summary>A label that a run holds for long.</summary>
    public static LabelRow Held { get; } = new()
    {
        PartitionKey = "second", RowKey = "held", IsThere = true, CreatedAt = DateTimeOffset.UnixEpoch, RunId = "run",
        LeaseUntil = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Common(List, "GET", "api/labels"),
        .. Common(Get, "GET", "api/labels/nobodys"),
        .. Common(Put, "PUT", "api/labels/some", "{}"),
        .. Common(Delete, "DELETE", "api/labels/nobodys"),
        .. Common(Reconcile, "POST", "api/labels/reconcile"),
        .. Common(ListMembers, "GET", "api/labels/nobodys/members"),
        .. Common(Add, "POST", "api/labels/some/members", Ada),
        .. Common(Remove, "POST", "api/labels/nobodys/members/remove", Ada),
        .. Common(GetMember, "GET", "api/labels/nobodys/members/ada"),
        .. Common(DeleteMember, "DELETE", "api/labels/nobodys/members/ada"),
        new(List, 200, null, "what there is", async bed =>
        {
            await WithAdaAsync(bed);
            return await bed.SendAsync(Request("GET", "api/labels"));
        }),
        Of(List, 400, "invalid_query", "no limit", "GET", "api/labels?limit=0"),
        ContractCase.Of(Put, 201, null, "a new one", () => Request(
            "PUT", $"api/labels/{Some.Id("new")}", """{"description":"Our best"}""")),
        ContractCase.Of(Put, 201, null, "one without a body", () => Request("PUT", $"api/labels/{Some.Id("bare")}")),
        new(Put, 200, null, "one that is there", async bed => await bed.SendAsync(
            Request("PUT", $"api/labels/{await WithAdaAsync(bed)}", "{}"))),
        Of(Put, 400, "malformed_json", "a body that ends", "PUT", "api/labels/some", "{"),
        Of(Put, 400, "invalid_label", "capitals", "PUT", "api/labels/VIP", "{}"),
        Of(Put, 413, "body_too_large", "a body of 2 MB", "PUT", "api/labels/some", TwoMegabytes),
        ContractCase.Of(Put, 415, "unsupported_media_type", "text", () => Request(
            "PUT", "api/labels/some", "text", "text/plain")),
        new(Get, 200, null, "one that is there", async bed => await bed.SendAsync(
            Request("GET", $"api/labels/{await WithAdaAsync(bed)}"))),
        Of(Get, 404, "label_not_found", "nobody's", "GET", "api/labels/nobodys"),
        new(Delete, 202, null, "one that is there", async bed => await bed.SendAsync(
            Request("DELETE", $"api/labels/{await WithAdaAsync(bed)}"))),
        Of(Delete, 404, "label_not_found", "nobody's", "DELETE", "api/labels/nobodys"),
        Of(Reconcile, 202, null, "one that lasts", "POST", "api/labels/reconcile?app=second&wait=false"),
        Of(Reconcile, 200, null, "a dry run", "POST", "api/labels/reconcile?dryRun=true"),
        Of(Reconcile, 400, "invalid_query", "another word", "POST", "api/labels/reconcile?dryRun=maybe"),
        new(Reconcile, 503, "labels_not_listed", "labels that are not listed", async bed =>
        {
            await WithAdaAsync(bed);
            bed.Stack.Simulator.Faults.Add(new() { Endpoint = "GET push/label", Status = 500, Count = 1 });
            return await bed.SendAsync(Request("POST", "api/labels/reconcile"));
        }),
        new(ListMembers, 200, null, "one", async bed => await bed.SendAsync(
            Request("GET", $"api/labels/{await WithAdaAsync(bed)}/members"))),
        Of(ListMembers, 400, "invalid_query", "no cursor", "GET", "api/labels/some/members?cursor=!"),
        Of(ListMembers, 404, "label_not_found", "nobody's", "GET", "api/labels/nobodys/members"),
        .. Changes(Add, "members"),
        Of(Add, 400, "invalid_label", "capitals", "POST", "api/labels/VIP/members", Ada),
        Of(Add, 202, null, "users", "POST", "api/labels/some/members", """{"users":["ada","bob","ada"]}"""),
        .. Changes(Remove, "members/remove"),
        Of(Remove, 404, "label_not_found", "nobody's", "POST", "api/labels/nobodys/members/remove", Ada),
        new(Remove, 202, null, "users", async bed => await bed.SendAsync(
            Request("POST", $"api/labels/{await WithAdaAsync(bed)}/members/remove", Ada))),
        .. Members(GetMember, "GET", 200),
        .. Members(DeleteMember, "DELETE", 202),
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

    /// <summary>What is the same for adding and removing.</summary>
    private static IEnumerable<ContractCase> Changes(string operation, string below)
    {
        var path = $"api/labels/some/{below}";
        return
        [
            OfAudience(202, null, "an audience", bed => AudienceAsync(bed, 10)),
            OfAudience(422, "too_many_members", "a large audience", bed => AudienceAsync(bed, 11)),
            OfAudience(422, "unknown_audience", "nobody's audience", _ => Task.FromResult("nobodys")),
            OfAudience(422, "empty_audience", "an audience of nobody", _ => Task.FromResult(AudienceCases.Empty)),
            OfAudience(422, "audience_not_ready", "an unchecked one", _ => Task.FromResult(AudienceCases.NotReady)),
            Of(operation, 400, "malformed_json", "a body that ends", "POST", path, "{"),
            Of(operation, 400, "invalid_members", "no users", "POST", path, """{"users":["Ada"]}"""),
            Of(operation, 413, "body_too_large", "a body of 2 MB", "POST", path, TwoMegabytes),
            ContractCase.Of(
                operation, 415, "unsupported_media_type", "text", () => Request("POST", path, "text", "text/plain")),
        ];

        ContractCase OfAudience(int status, string? code, string what, Func<ContractBed, Task<string>> audience) => new(
            operation, status, code, what, async bed =>
            {
                var body = $$"""{"audience":"{{await audience(bed)}}"}""";
                return await bed.SendAsync(Request("POST", $"api/labels/{await WithAdaAsync(bed)}/{below}", body));
            });
    }

    private static IEnumerable<ContractCase> Members(string operation, string method, int status) =>
    [
        new(operation, status, null, "a member", async bed => await bed.SendAsync(
            Request(method, $"api/labels/{await WithAdaAsync(bed)}/members/ada"))),
        Of(operation, 400, "invalid_user", "no user", method, "api/labels/some/members/Ada"),
        Of(operation, 404, "label_not_found", "of nobody's", method, "api/labels/nobodys/members/ada"),
        new(operation, 404, "unknown_member", "somebody else", async bed => await bed.SendAsync(
            Request(method, $"api/labels/{await WithAdaAsync(bed)}/members/bob"))),
    ];

    private static ContractCase Of(
        string operation, int status, string? code, string what, string method, string path, string? body = null) =>
        ContractCase.Of(operation, status, code, what, () => Request(method, path, body));

    /// <summary>Makes a label that one user is to have.</summary>
    private static async Task<string> WithAdaAsync(ContractBed bed)
    {
        var label = Some.Id("label");
        using var response = await bed.SendAsync(Request("POST", $"api/labels/{label}/members", Ada));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return label;
    }

    private static async Task<string> AudienceAsync(ContractBed bed, int users)
    {
        var name = Some.Id("audience");
        var list = string.Concat(Enumerable.Range(0, users).Select(number => $"u{number}\n"));
        using var response = await bed.SendAsync(Request("PUT", $"api/audiences/{name}", list, "text/plain"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return name;
    }

    private static HttpRequestMessage Request(
        string method, string path, string? body = null, string type = Posted.Json)
    {
        var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        return request;
    }
}
