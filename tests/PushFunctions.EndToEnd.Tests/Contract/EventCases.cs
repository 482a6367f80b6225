using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>POST /api/events</c> and its handshake.</summary>
internal static class EventCases
{
    private const string Accept = "AcceptEvent";
    private const string Allow = "AllowEvents";
    private const string Route = "api/events";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. new DoorCases(Accept, (body, type, _) => Signed.Post(Route, body, contentType: type)).All,
        Of(Accept, 202, null, "a CloudEvent in headers", () => Signed.Post(
            Route, """{"to":{"user":"ada"},"data":{"order":1,"eta":"now"}}""", Headers(Some.Id("ce")))),
        Of(Accept, 400, "invalid_event", "a CloudEvent in headers that lacks one", () => Signed.Post(
            Route, "{}", Headers(""))),
        new(Accept, 401, null, "no key", bed => bed.Host.SendAsync(Signed.Post(Route, Posted.Note(Some.Id())))),
        Of(Accept, 422, "unknown_app", "an app that nobody has", () => Signed.Post(
            Route, Posted.Note(Some.Id(), app: "nope"))),
        Of(Allow, 200, null, "leave to post", () => Handshake.Ask(Route, "shop.example")),
        Of(Allow, 200, null, "nothing", () => Handshake.Ask(Route, origin: null)),
        new(Allow, 401, null, "no key", bed => bed.Host.SendAsync(Handshake.Ask(Route, "shop.example"))),
    ];

    private static ContractCase Of(
        string operation, int status, string? code, string what, Func<HttpRequestMessage> request) =>
        ContractCase.Of(operation, status, code, what, request);

    private static Dictionary<string, string> Headers(string id) => new()
    {
        ["ce-specversion"] = "1.0",
        ["ce-id"] = id,
        ["ce-source"] = "/shop",
        ["ce-type"] = "order.shipped",
    };
}
