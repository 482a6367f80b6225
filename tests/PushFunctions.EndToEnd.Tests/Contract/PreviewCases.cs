using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>POST /api/events/preview</c>: it refuses what the real door refuses.</summary>
internal static class PreviewCases
{
    private const string Preview = "PreviewEvent";
    private const string Route = "api/events/preview";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. new DoorCases(Preview, (body, type, _) => Signed.Post(Route, body, contentType: type))
        {
            First = (body, type, _) => Signed.Post("api/events", body, contentType: type),
        }.Refused,
        Of(200, null, "a mapped message", id => Signed.Post(Route, Posted.Order(id))),
        Of(200, null, "a message for each of 30", id => Signed.Post(
            Route, ContractMappings.Event(id, ContractMappings.Personal, new { filler = "" }, Some.Users(30)))),
        Of(200, null, "labels", id => Signed.Post(Route, Posted.With(id, """ "to":{"labels":["vip"]} """))),
        Of(200, null, "a label, by users", id => Signed.Post(
            Route, Posted.With(id, """ "to":{"members":{"all":["vip"]}} """))),
        Of(200, null, "members", id => Signed.Post(
            Route, Posted.With(id, """ "to":{"members":{"any":["vip"],"none":["muted"]}} """))),
        Of(200, null, "everyone", id => Signed.Post(Route, Posted.With(
            id, """ "to":{"everyone":true},"whenExhausted":"wait" """))),
        Of(200, null, "a CloudEvent", id => Signed.Post(
            Route, Posted.Write(Posted.CloudEvent(id)), contentType: Posted.Structured)),
        Of(400, "invalid_event", "a batch", _ => Signed.Post(Route, "[17]", contentType: Posted.Batch)),
        new(Preview, 401, null, "no key", bed => bed.Host.SendAsync(Signed.Post(Route, Posted.Note(Some.Id())))),
        Of(422, "unknown_app", "an app that nobody has", id => Signed.Post(Route, Posted.Note(id, app: "nope"))),
    ];

    private static ContractCase Of(int status, string? code, string what, Func<string, HttpRequestMessage> request) =>
        ContractCase.Of(Preview, status, code, what, () => request(Some.Id()));
}
