using System.Net.Http.Headers;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>/api/hooks/{source}</c> and <c>/api/sources/{source}</c>.</summary>
internal static class HookCases
{
    private const string Hook = "AcceptHook";
    private const string Source = "AcceptSource";
    private const string Allow = "AllowHook";

    private const string Release =
        """{"release":{"name":"v1.2"},"repository":{"name":"bridge"},"sender":{"login":"ada"}}""";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. new DoorCases(Hook, (body, type, id) => Sign("demo", body, id, type)).All,
        .. new DoorCases(Source, (body, type, _) => Signed.Post("api/sources/plain", body, contentType: type)).All,
        Of(Hook, 202, null, "a release on GitHub", () => Signed.GitHub("github", Release, "release", "1")),
        Of(Hook, 422, "type_not_allowed", "a ping from GitHub", () => Signed.GitHub("github", Release, "ping", "1")),
        .. Signatures(Hook, "api/hooks"),
        .. Signatures(Source, "api/sources"),
        Of(Hook, 401, "unsigned_source", "a source that signs nothing", () => Signed.Post("api/hooks/alarms", "{}")),
        Of(Hook, 404, "unknown_source", "nobody's source", () => Signed.Post("api/hooks/nobody", "{}")),
        Of(Source, 404, "unknown_source", "nobody's source", () => Signed.Post("api/sources/nobody", "{}")),
        Of(Source, 400, "invalid_event", "a payload without its id", () => Signed.Post("api/sources/alarms", "{}")),
        Of(Source, 422, "type_not_allowed", "another type", () => At(
            "api/sources", Signed.StandardWebhooks("narrow", Posted.Note(Some.Id())))),
        new(Source, 401, null, "no key", bed => bed.Host.SendAsync(Signed.Post("api/sources/plain", "{}"))),
        Of(Allow, 200, null, "leave to post", () => Handshake.Ask("api/hooks/narrow", "shop.example")),
        Of(Allow, 401, "unsigned_source", "a source that signs nothing", () => Handshake.Ask(
            "api/hooks/alarms", "shop.example")),
        Of(Allow, 403, "origin_not_allowed", "another's origin", () => Handshake.Ask(
            "api/hooks/narrow", "evil.example")),
        Of(Allow, 404, "unknown_source", "nobody's source", () => Handshake.Ask("api/hooks/nobody", "shop.example")),
    ];

    private static IEnumerable<ContractCase> Signatures(string operation, string route) =>
    [
        Of(operation, 401, "missing_signature", "no headers", () => Signed.Post($"{route}/demo", "{}")),
        Of(operation, 401, "invalid_signature", "another's secret", () => At(
            route, Signed.StandardWebhooks("narrow", Posted.Note(Some.Id()), secret: Sources.NextSecret))),
        Of(operation, 401, "stale_signature", "an hour ago", () => At(
            route, Signed.StandardWebhooks("narrow", "{}", seconds: -3_600))),
    ];

    private static HttpRequestMessage Sign(string source, string body, string id, string type)
    {
        var request = Signed.StandardWebhooks(source, body, id);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(type);
        return request;
    }

    /// <summary>The same request on the other route.</summary>
    private static HttpRequestMessage At(string route, HttpRequestMessage request)
    {
        var path = request.RequestUri!.OriginalString;
        request.RequestUri = new($"{route}/{path.Split('/')[^1]}", UriKind.Relative);
        return request;
    }

    private static ContractCase Of(
        string operation, int status, string? code, string what, Func<HttpRequestMessage> request) =>
        ContractCase.Of(operation, status, code, what, request);
}
