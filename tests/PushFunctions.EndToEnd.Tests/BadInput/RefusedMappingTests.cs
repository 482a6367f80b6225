using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Manage;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Mappings that are not put, and events that a mapping refuses: storage stays as it was.</summary>
public sealed class RefusedMappingTests(RefusedMappingTests.Office office) : IClassFixture<RefusedMappingTests.Office>
{
    private const string Good = """{"message":{"title":"t","content":"c"}}""";

    [Theory]
    [InlineData("""{"message":{"title":"{{shout data.x}}"}}""", "/message/title", "position 3")]
    [InlineData("""{"message":{"title":"x {{#if data.x}}y"}}""", "/message/title", "position 3")]
    [InlineData("""{"message":{"ext":{"a":["{{"]}}}""", "/message/ext/a/0", "not a template")]
    [InlineData("""{"message":{"title":7}}""", "/message/title", "must be a string")]
    [InlineData("""{"message":{},"mesage":{}}""", "/mesage", "is not known")]
    [InlineData("""{"message":{},"to":{"user":"customer"}}""", "/to/user", "/data")]
    [InlineData("""{"message":{},"languages":{"de":{"message":{"title":"{{/if}}"}}}}""", "/languages/de/message/title", "")]
    [InlineData("""{"type":"other","message":{}}""", "/type", "the address says 'refused'")]
    [InlineData("[]", "", "must be one JSON object")]
    public async Task A_mapping_that_cannot_be_used_is_not_put_and_the_place_is_named(string json, string path, string why)
    {
        var problem = await RefusedAsync(HttpStatusCode.BadRequest, "invalid_mapping", "refused", json);

        Assert.Equal([path], problem.Paths);
        Assert.Contains(why, problem.Errors![0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"message":{},"message":{}}""")]
    [InlineData("""{"message":{"title":"\ud800"}}""")]
    [InlineData("{\n\"message\":nope}")]
    [InlineData("")]
    public async Task What_is_no_JSON_is_not_put(string json) =>
        await RefusedAsync(HttpStatusCode.BadRequest, "malformed_json", "refused", json);

    [Fact]
    public async Task A_mapping_of_more_than_60_kilobytes_is_not_put()
    {
        var json = JsonSerializer.Serialize(new { message = new { x = new string('x', 61_440) } });

        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large", "refused", json);
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("a%5Cb")]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("a%7Cb")]
    [InlineData("a%20b")]
    [InlineData("%C3%A4")]
    [InlineData("a%25b")]
    public async Task A_type_that_is_no_key_of_a_table_is_not_put(string type)
    {
        var problem = await RefusedAsync(HttpStatusCode.BadRequest, "invalid_mapping", type, Good);

        Assert.Equal(["/type"], problem.Paths);
    }

    [Theory]
    [InlineData(200, HttpStatusCode.PreconditionFailed)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task A_type_has_at_most_200_letters(int letters, HttpStatusCode status)
    {
        using var response = await office.Host.TryPutMappingAsync(new('t', letters), Good, ("If-Match", "\"none\""));

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("If-Match", "\"another\"")]
    [InlineData("If-Match", "not a tag")]
    [InlineData("If-Match", "*")]
    public async Task A_condition_that_does_not_hold_changes_nothing(string header, string value) => await office.RefusedAsync(
        HttpStatusCode.PreconditionFailed, "precondition_failed",
        () => office.Host.TryPutMappingAsync("nothing.here", Good, (header, value)));

    [Fact]
    public async Task An_app_that_is_not_configured_has_no_mappings() => await office.RefusedAsync(
        HttpStatusCode.UnprocessableEntity, "unknown_app", () => office.Host.TryPutMappingAsync("t", Good, app: "other"));

    [Theory]
    [InlineData("""{"message":{"title":"t","content":"{{data.eta}}"},"onMissing":"refuse"}""", "{}", "missing_data", "/data/eta")]
    [InlineData("""{"message":{"title":"t","content":"c"},"to":{"user":"/data/who"}}""", "{}", "targets_not_found", "/data/who")]
    [InlineData(
        """{"message":{"title":"t","content":"{{#each data.l}}{{#each ../data.l}}x{{/each}}{{/each}}"},"to":{"user":"/data/who"}}""",
        "long", "template_failed", "/type")]
    public async Task An_event_that_its_mapping_refuses_leaves_nothing(string mapping, string data, string code, string path)
    {
        var type = Some.Id("refusing");
        await office.Host.PutMappingAsync(type, mapping);
        object content = data == "long" ? new { who = "ada", l = Enumerable.Range(0, 200) } : JsonElement.Parse(data);
        var appEvent = new Dictionary<string, object> { ["id"] = Some.Id(), ["type"] = type, ["data"] = content };
        if (code == "missing_data") appEvent["to"] = new { user = "ada" };

        var problem = await office.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, code, () => office.Host.TryPostAsync(JsonSerializer.Serialize(appEvent)));

        Assert.Equal([path], problem.Paths);
    }

    [Fact]
    public async Task Messages_of_more_than_four_megabytes_are_refused()
    {
        var type = Some.Id("large");
        await office.Host.PutMappingAsync(type, JsonSerializer.Serialize(
            new { message = new { title = "{{user.id}}", content = "c", x = new string('x', 16_000) } }));
        var body = JsonSerializer.Serialize(new { id = Some.Id(), type, to = new { users = Some.Users(300) } });

        await office.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "messages_too_large", () => office.Host.TryPostAsync(body));
    }

    private Task<ProblemAnswer> RefusedAsync(HttpStatusCode status, string code, string type, string json) =>
        office.RefusedAsync(status, code, () => office.Host.TryPutMappingAsync(type, json));

    /// <summary>A host that takes events and mappings, and sends nothing.</summary>
    public sealed class Office : IAsyncLifetime
    {
        private readonly Door _door = new();
        private AppHost? _host;

        public AppHost Host => _host ?? throw new InvalidOperationException("The host has not been started yet.");

        public async Task InitializeAsync()
        {
            await _door.InitializeAsync();
            _host = await _door.Stack.StartHostAsync(
                functions: [typeof(PushFunctions.Receive.AcceptEventFunction), typeof(PutMappingFunction)]);
        }

        public Task<ProblemAnswer> RefusedAsync(
            HttpStatusCode status, string code, Func<Task<HttpResponseMessage>> ask) =>
            _door.RefusedAsync(status, code, ask);

        public Task DisposeAsync() => _door.DisposeAsync();
    }
}
