using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>What is the same on every way in.</summary>
/// <param name="operation">The function.</param>
/// <param name="post">Makes a request of a body, its content type and the event's id.</param>
internal sealed class DoorCases(string operation, Func<string, string, string, HttpRequestMessage> post)
{
    /// <summary>How an event is posted that another one comes after; left out: the same way.</summary>
    public Func<string, string, string, HttpRequestMessage>? First { get; init; }

    /// <summary>No call is made for it while this runs.</summary>
    private static string InTwoDays =>
        $"{TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(2):yyyy-MM-dd}T12:00:00Z";

    public IReadOnlyList<ContractCase> All => [.. Taken, .. Refused];

    /// <summary>What is taken, and batches.</summary>
    private IReadOnlyList<ContractCase> Taken =>
    [
        Case(202, null, "a message of its own", id => post(Posted.Note(id), Posted.Json, id)),
        Case(202, null, "a mapped message", id => post(Posted.Order(id), Posted.Json, id)),
        Case(202, null, "a CloudEvent", id => post(Posted.Write(Posted.CloudEvent(id)), Posted.Structured, id)),
        Case(202, null, "labels", id => post(
            Posted.With(id, $$""" "to":{"labels":["vip"]},"sendAt":"{{InTwoDays}}" """), Posted.Json, id)),
        Case(202, null, "members", id => post(
            Posted.With(id, """ "to":{"members":{"any":["vip"],"none":["muted"]}} """), Posted.Json, id)),
        Case(202, null, "a user named twice", id => post(
            Posted.With(id, """ "to":{"users":["ada","ada"]} """), Posted.Json, id)),
        new(operation, 202, null, "the same again", bed => TwiceAsync(bed, "You", "You")),
        Case(200, null, "a batch", id => post(
            Posted.Write((object[])[Posted.CloudEvent(id), Posted.CloudEvent($"{id}b", source: null), 17]),
            Posted.Batch, id)),
        Case(400, "batch_refused", "a batch of nothing", id => post("[17]", Posted.Batch, id)),
    ];

    /// <summary>What is refused, where the event is looked at in whatever way.</summary>
    public IReadOnlyList<ContractCase> Refused =>
    [
        Case(400, "malformed_json", "a body that ends", id => post("{\n  \"id\":}", Posted.Json, id)),
        Case(400, "invalid_event", "wrong members", id => post(
            $$"""{"id":"{{id}}","to":{"users":["Ada"]} }""", Posted.Json, id)),
        Case(400, "invalid_event", "no CloudEvent", id => post("{}", Posted.Structured, id)),
        Case(400, "invalid_event", "no object", id => post("[]", Posted.Json, id)),
        Case(400, "invalid_event", "no batch", id => post("[]", Posted.Batch, id)),
        Case(400, "invalid_message", "no content", id => post(Posted.Note(id, content: ""), Posted.Json, id)),
        Case(413, "body_too_large", "more than a mebibyte", id => post(
            $"\"{new string('x', 1_024 * 1_024)}\"", Posted.Json, id)),
        Case(415, "unsupported_media_type", "text", id => post("text", "text/plain", id)),
        Case(415, "unsupported_media_type", "a CloudEvent with text", id => post(
            """{"specversion":"1.0","datacontenttype":"text/plain"}""", Posted.Structured, id)),
        Case(422, "unknown_type", "a type that nobody maps", id => post(Posted.Order(id, "no.such"), Posted.Json, id)),
        new(operation, 422, "idempotency_mismatch", "an id with another body", bed => TwiceAsync(bed, "You", "Others")),
        Case(422, "message_overflow", "an empty title over the mapping's", id => post(
            $$"""{"id":"{{id}}","type":"order.shipped","to":{"user":"ada"},"push":{"title":""} }""",
            Posted.Json, id)),
        Case(422, "targets_not_found", "data without the user", id => post(
            ContractMappings.Event(id, ContractMappings.Seeking), Posted.Json, id)),
        Case(422, "unknown_audience", "an audience that nobody put", id => post(
            Posted.With(id, """ "to":{"audience":"nobodys"} """), Posted.Json, id)),
        Case(422, "empty_audience", "an audience of nobody", id => post(
            Posted.With(id, $$""" "to":{"audience":"{{AudienceCases.Empty}}"} """), Posted.Json, id)),
        Case(422, "audience_not_ready", "an audience that is being checked", id => post(
            Posted.With(id, $$""" "to":{"audience":"{{AudienceCases.NotReady}}"} """), Posted.Json, id)),
        Case(422, "messages_too_large", "large messages for each of 300", id => post(
            ContractMappings.Event(
                id, ContractMappings.Personal, new { filler = new string('x', 15_000) }, Some.Users(300)),
            Posted.Json, id)),
        Case(422, "missing_data", "data that lacks something", id => post(
            ContractMappings.Event(id, ContractMappings.Needing, users: ["ada"]), Posted.Json, id)),
        Case(422, "template_failed", "data with many turns", id => post(
            ContractMappings.Event(id, ContractMappings.Looping, new { l = new int[200] }, ["ada"]), Posted.Json, id)),
        Case(422, "unknown_label", "a label that nobody has", id => post(
            Posted.With(id, """ "to":{"members":{"any":["nobodys"]}} """), Posted.Json, id)),
        Case(422, "not_available", "a mapping that speaks to each user, to everyone", id => post(
            Posted.Write(new { id, type = ContractMappings.Personal, to = new { everyone = true }, data = new { filler = "" } }),
            Posted.Json, id)),
        new(operation, 429, "day_used_up", "everyone, twice on one day", bed => EveryoneTwiceAsync(bed)),
        Case(503, "mapping_unavailable", "a mapping of a later version", id => post(
            ContractMappings.Event(id, ContractMappings.OfLaterVersion, users: ["ada"]), Posted.Json, id)),
        Case(500, "internal_error", "a defect", id => post(Posted.Note(id), Posted.Json, id), HostState.Defect),
        Case(
            503, "storage_unavailable", "storage away", id => post(Posted.Note(id), Posted.Json, id),
            HostState.WithoutStorage),
        Case(503, "too_many_pushes", "many open pushes", id => post(Posted.Note(id), Posted.Json, id), HostState.Full),
    ];

    private ContractCase Case(
        int status, string? code, string what, Func<string, HttpRequestMessage> request,
        HostState state = HostState.Well) =>
        ContractCase.Of(operation, status, code, what, () => request(Some.Id("msg")), state);

    /// <summary>On a day to come, of whose places nobody else takes any; there is one.</summary>
    private async Task<HttpResponseMessage> EveryoneTwiceAsync(ContractBed bed)
    {
        var members = $$""" "to":{"everyone":true},"sendAt":"{{InTwoDays}}" """;
        var (first, second) = (Some.Id("msg"), Some.Id("msg"));
        (await bed.SendAsync((First ?? post)(Posted.With(first, members), Posted.Json, first))).Dispose();
        return await bed.SendAsync(post(Posted.With(second, members), Posted.Json, second));
    }

    private async Task<HttpResponseMessage> TwiceAsync(ContractBed bed, string first, string second)
    {
        var id = Some.Id("msg");
        using var taken = await bed.SendAsync((First ?? post)(Body(first), Posted.Json, id));
        await AcceptedAnswer.ReadAsync(taken);
        return await bed.SendAsync(post(Body(second), Posted.Json, id));

        string Body(string content) =>
            $$"""{"id":"{{id}}","type":"note","to":{"user":"ada"},"push":{"title":"Hello","content":"{{content}}"} }""";
    }
}
