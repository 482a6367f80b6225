using System.Net;
using System.Text;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Bodies that are no JSON object.</summary>
public sealed class MalformedBodyTests(Door door) : IClassFixture<Door>
{
    [Theory]
    [InlineData("", "Line 1, position 1")]
    [InlineData("{\"id\":\"a\",\n  \"type\" \"b\"}", "Line 2, position 10")]
    [InlineData("{\"id\":\"a\"", "Line 1, position 10")]
    [InlineData("{\"id\":\"a\"} x", "Line 1, position 12")]
    [InlineData("{'id':1}", "Line 1, position 2")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}", "")]
    [InlineData("{\"id\":\"a\",\"data\":{\"x\":1,\"\\u0078\":2}}", "")]
    [InlineData("{\"id\":\"a\u0000\"}", "Line 1, position 9")]
    [InlineData("{\"id\":\"\\ud800\"}", "surrogate")]
    [InlineData("{\"\\udc00\":1}", "surrogate")]
    [InlineData("{\"data\":{\"\\udc00\":1,\"b\":2}}", "surrogate")]
    public async Task What_does_not_parse_is_refused_with_its_place(string body, string place)
    {
        var problem = await door.RefusedAsync(HttpStatusCode.BadRequest, "malformed_json", body);

        Assert.Contains(place, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("17")]
    public async Task What_is_no_object_is_refused(string body)
    {
        var problem = await door.RefusedAsync(HttpStatusCode.BadRequest, "invalid_event", body);

        Assert.Contains("one JSON object", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(100_000)]
    public Task Deep_nesting_is_refused(int depth) => door.RefusedAsync(
        HttpStatusCode.BadRequest, "malformed_json",
        $"{{\"data\":{new string('[', depth)}{new string(']', depth)}}}");

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xff, 0xfe, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', (byte)'"', (byte)':', (byte)'"', 0xc3, (byte)'"', (byte)'}' })]
    [InlineData(new byte[] { 0x1f, 0x8b, 0x08, 0x00 })]
    public Task Bytes_that_are_not_utf8_are_refused(byte[] body) =>
        door.RefusedAsync(HttpStatusCode.BadRequest, "malformed_json", () => door.Host.TryPostAsync(body));

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("text/plain", "'text/plain'")]
    [InlineData("application/x-www-form-urlencoded", "send application/json")]
    [InlineData("application/cloudevents+xml", "application/cloudevents+json")]
    [InlineData("application/json; charset=utf-16", "'utf-16'")]
    [InlineData("application/cloudevents-batch; charset=utf-8", "application/cloudevents-batch+json")]
    public async Task Other_content_types_are_refused(string? type, string said)
    {
        var problem = await door.RefusedAsync(
            HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", () => door.Host.TryPostAsync("{}", type));

        Assert.Contains(said, $"{problem.Title}. {problem.Detail}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_body_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/events", UriKind.Relative))
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.ContentEncoding.Add("gzip");

        var problem = await door.RefusedAsync(
            HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", () => door.Host.SendAsync(request));

        Assert.Contains("'gzip'", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_a_mebibyte_is_refused_with_and_without_its_length(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/events", UriKind.Relative))
        {
            Content = new StringContent($"\"{new string('x', 1_024 * 1_024)}\"", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;

        var problem = await door.RefusedAsync(
            HttpStatusCode.RequestEntityTooLarge, "body_too_large", () => door.Host.SendAsync(request));

        Assert.Contains("1,048,576", problem.Detail, StringComparison.Ordinal);
    }
}
