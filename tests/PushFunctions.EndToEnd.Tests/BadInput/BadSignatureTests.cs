using System.Net;
using System.Text;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Requests to hooks that nobody who knows a secret has signed: nothing of them is kept.</summary>
public sealed class BadSignatureTests(Door door) : IClassFixture<Door>
{
    private static readonly string Body = JsonSerializer.Serialize(
        new { type = "t", to = new { user = "ada" }, push = new { title = "a", content = "b" } });

    public static TheoryData<string, string[], string> Headers { get; } = new()
    {
        { "webhook-id", [], "missing_signature" },
        { "webhook-id", [""], "missing_signature" },
        { "webhook-id", ["a", "a"], "invalid_signature" },
        { "webhook-id", ["a.b"], "invalid_signature" },
        { "webhook-id", ["another"], "invalid_signature" },
        { "webhook-id", [new('x', 10_000)], "invalid_signature" },
        { "webhook-timestamp", [], "missing_signature" },
        { "webhook-timestamp", [""], "missing_signature" },
        { "webhook-timestamp", ["1", "1"], "invalid_signature" },
        { "webhook-timestamp", ["soon"], "invalid_signature" },
        { "webhook-timestamp", ["1"], "stale_signature" },
        { "webhook-timestamp", ["9999999999"], "stale_signature" },
        { "webhook-signature", [], "missing_signature" },
        { "webhook-signature", [""], "missing_signature" },
        { "webhook-signature", ["v1,x", "v1,x"], "invalid_signature" },
        { "webhook-signature", ["nonsense"], "invalid_signature" },
        { "webhook-signature", ["v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="], "invalid_signature" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public Task Each_header_must_be_there_once_and_true(string header, string[] values, string code) =>
        RefusedAsync(code, () =>
        {
            var request = Signed.StandardWebhooks("demo", Body);
            request.Headers.Remove(header);
            if (values.Length > 0) request.Headers.TryAddWithoutValidation(header, values);
            return request;
        });

    [Theory]
    [InlineData(-301, "ago")]
    [InlineData(303, "ahead")]
    public async Task A_signature_of_another_time_is_refused(int seconds, string said)
    {
        var problem = await RefusedAsync(
            "stale_signature", () => Signed.StandardWebhooks("demo", Body, seconds: seconds));

        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public Task Another_secret_is_refused() => RefusedAsync(
        "invalid_signature",
        () => Signed.StandardWebhooks("demo", Body, secret: $"whsec_{Convert.ToBase64String(new byte[32])}"));

    [Fact]
    public Task The_secret_of_another_source_is_refused() => RefusedAsync(
        "invalid_signature", () => Signed.StandardWebhooks("narrow", Body, secret: Sources.NextSecret));

    [Fact]
    public Task A_body_of_which_one_byte_was_changed_is_refused() => RefusedAsync(
        "invalid_signature",
        () =>
        {
            var request = Signed.StandardWebhooks("demo", Body);
            request.Content = Signed.Post("", Body.Replace("ada", "adb", StringComparison.Ordinal)).Content;
            return request;
        });

    [Theory]
    [InlineData("github", "X-Hub-Signature-256")]
    [InlineData("stripe", "Stripe-Signature")]
    public async Task The_headers_of_other_schemes_are_needed_as_well(string source, string header)
    {
        await RefusedAsync("missing_signature", () => Signed.Post($"api/hooks/{source}", Body));
        await RefusedAsync("invalid_signature", () => Signed.Post(
            $"api/hooks/{source}", Body, new Dictionary<string, string> { [header] = "nonsense" }));
        await RefusedAsync("missing_signature", () => Signed.StandardWebhooks(source, Body));
    }

    [Fact]
    public async Task A_body_over_the_sources_limit_is_refused_with_the_limit()
    {
        var body = Body.Replace("\"b\"", $"\"{new string('b', 1_000)}\"", StringComparison.Ordinal);
        foreach (var chunked in (bool[])[false, true])
        {
            var problem = await door.RefusedAsync(
                HttpStatusCode.RequestEntityTooLarge, "body_too_large",
                async () =>
                {
                    using var request = Signed.StandardWebhooks("narrow", body);
                    request.Headers.TransferEncodingChunked = chunked;
                    return await door.Host.SendAsync(request);
                });
            Assert.Contains("1,000 bytes", problem.Detail, StringComparison.Ordinal);
        }

        await door.RefusedAsync(
            HttpStatusCode.RequestEntityTooLarge, "body_too_large",
            () => SendAsync(Signed.StandardWebhooks("demo", $"\"{new string('x', 65_536)}\"")));
    }

    [Theory]
    [InlineData("demo", "text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    [InlineData("demo", "application/cloudevents+xml", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    [InlineData("narrow", "application/json", HttpStatusCode.UnprocessableEntity, "type_not_allowed")]
    public Task What_is_truly_signed_and_not_wanted_is_refused(
        string source, string contentType, HttpStatusCode status, string code) =>
        door.RefusedAsync(status, code, () =>
        {
            var request = Signed.StandardWebhooks(source, Body);
            request.Content!.Headers.ContentType = new(contentType);
            return SendAsync(request);
        });

    [Fact]
    public Task An_event_in_headers_that_no_signature_covers_needs_a_list_of_types() => door.RefusedAsync(
        HttpStatusCode.UnprocessableEntity, "type_not_allowed",
        () =>
        {
            var request = Signed.StandardWebhooks("demo", """{"to":{"user":"ada"}}""");
            foreach (var attribute in (string[])["specversion", "id", "source", "type"])
                request.Headers.Add($"ce-{attribute}", "1.0");
            return SendAsync(request);
        });

    [Theory]
    [InlineData("{")]
    [InlineData("{\"type\":\"t\",\"type\":\"t\"}")]
    [InlineData("{\"type\":\"\\ud800\"}")]
    public Task What_is_truly_signed_and_no_JSON_is_refused(string body) => door.RefusedAsync(
        HttpStatusCode.BadRequest, "malformed_json", () => SendAsync(Signed.StandardWebhooks("demo", body)));

    [Theory]
    [InlineData("api/hooks/nobody")]
    [InlineData("api/hooks/DEMO")]
    [InlineData("api/hooks/demo%2F..")]
    [InlineData("api/hooks/100%25")]
    [InlineData("api/sources/nobody")]
    public async Task A_source_that_is_not_known_is_not_found(string path)
    {
        var problem = await door.RefusedAsync(
            HttpStatusCode.NotFound, "unknown_source", () => SendAsync(Signed.Post(path, Body)));

        Assert.Contains("Hooks__Sources__", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sources_name_of_ten_thousand_characters_is_not_said_again()
    {
        var problem = await door.RefusedAsync(
            HttpStatusCode.NotFound, "unknown_source",
            () => SendAsync(Signed.Post($"api/hooks/{new string('x', 5_000)}", Body)));

        Assert.True(Encoding.UTF8.GetByteCount(problem.Detail) < 500, problem.Detail);
    }

    private Task<ProblemAnswer> RefusedAsync(string code, Func<HttpRequestMessage> request) =>
        door.RefusedAsync(HttpStatusCode.Unauthorized, code, () => SendAsync(request()));

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request) return await door.Host.SendAsync(request);
    }
}
