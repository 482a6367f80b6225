using System.Net;
using System.Net.Http.Headers;
using Kind = AgoraChat.Push.AgoraChatErrorKind;

namespace AgoraChat.Push.Tests;

public sealed class AgoraChatExceptionTests
{
    [Theory]
    [InlineData(400, """{"error":"illegal_argument"}""", Kind.Refused, false)]
    [InlineData(400, """{"error":"bad_request","exception":"MessageException"}""", Kind.Refused, false)]
    [InlineData(400, """{"error_description":"too many queries"}""", Kind.Throttled, false)]
    [InlineData(400, """{"exception":"com.easemob.ResourceNotFoundException"}""", Kind.NotFound, false)]
    [InlineData(400, """{"exception":"EntityNotFoundException"}""", Kind.NotFound, false)]
    [InlineData(400, """{"error":"RequiredPropertyNotFoundException"}""", Kind.NotFound, false)]
    [InlineData(401, """{"error":"unauthorized"}""", Kind.Unauthorized, false)]
    [InlineData(403, """{"exception":"com.easemob.push.LimitException"}""", Kind.TaskLimit, false)]
    [InlineData(403, """{"error":"limitexception"}""", Kind.TaskLimit, false)]
    [InlineData(403, """{"error":"x","error_description":"limit request"}""", Kind.TaskLimit, false)]
    [InlineData(403, """{"error":"ServiceNotOpenException","error_description":"not open"}""", Kind.Refused, false)]
    [InlineData(403, "", Kind.Refused, false)]
    [InlineData(404, """{"error":"organization_application_not_found"}""", Kind.NotFound, false)]
    [InlineData(404, "<html>", Kind.NotFound, false)]
    [InlineData(408, "", Kind.Unavailable, false)]
    [InlineData(409, "", Kind.Unavailable, false)]
    [InlineData(413, "", Kind.Refused, false)]
    [InlineData(415, """{"error":"web_application"}""", Kind.Refused, false)]
    [InlineData(429, """{"error":"reach_limit"}""", Kind.Throttled, false)]
    [InlineData(429, "slow down", Kind.Throttled, false)]
    [InlineData(429, """{"error":"resource_limited"}""", Kind.QuotaExhausted, false)]
    [InlineData(500, "", Kind.Unavailable, true)]
    [InlineData(500, """{"error":"unsupported_service_operation"}""", Kind.Refused, true)]
    [InlineData(501, "", Kind.Refused, true)]
    [InlineData(502, "<html>bad gateway</html>", Kind.Unavailable, true)]
    [InlineData(503, "", Kind.Unavailable, true)]
    [InlineData(503, """{"error":"reach_limit"}""", Kind.Throttled, false)]
    [InlineData(503, """{"error_description":"interface call frequency exceeded"}""", Kind.Throttled, false)]
    [InlineData(504, "", Kind.Unavailable, true)]
    [InlineData(302, "", Kind.Refused, false)]
    public async Task Means_what_the_status_and_the_texts_say(int status, string body, Kind kind, bool mayHaveBeenSent)
    {
        var failure = await FailAsync(new StubHandler((HttpStatusCode)status, body));

        Assert.Equal((kind, status, mayHaveBeenSent), (failure.Kind, failure.StatusCode, failure.MayHaveBeenSent));
    }

    [Fact]
    public async Task Carries_the_three_texts_and_says_what_to_do()
    {
        var failure = await FailAsync(new StubHandler(HttpStatusCode.TooManyRequests,
            """{"error":"reach_limit","exception":"a.B","error_description":"This request has reached api limit"}"""));

        Assert.Equal(
            ("reach_limit", "a.B", "This request has reached api limit"),
            (failure.Error, failure.ExceptionName, failure.Description));
        Assert.Equal(
            "push/single was answered with 429 reach_limit This request has reached api limit. "
            + "Nothing was sent; call more slowly and try again later.",
            failure.Message);
    }

    [Theory]
    [InlineData(429, null, "", 1)]
    [InlineData(429, "7", "", 7)]
    [InlineData(503, null, "", 1)]
    [InlineData(403, null, """{"exception":"LimitException"}""", 30)]
    [InlineData(429, null, """{"error":"resource_limited"}""", null)]
    [InlineData(400, null, "", null)]
    [InlineData(401, null, "", null)]
    [InlineData(404, null, "", null)]
    public async Task Says_when_the_same_call_may_pass(int status, string? retryAfter, string body, int? seconds)
    {
        var failure = await FailAsync(new StubHandler(
            (HttpStatusCode)status, body, response => response.Headers.TryAddWithoutValidation("Retry-After", retryAfter)));

        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : (TimeSpan?)null, failure.RetryIn);
    }

    [Fact]
    public async Task Keeps_the_start_of_a_body_that_is_not_JSON()
    {
        var failure = await FailAsync(new StubHandler(HttpStatusCode.BadGateway, new string('x', 1_000)));

        Assert.Equal(new string('x', 200), failure.Description);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Fri, 20 Nov 2026 08:01:00 GMT", 60)]
    [InlineData("Fri, 20 Nov 2026 07:00:00 GMT", 0)]
    public async Task Reads_both_forms_of_retry_after(string header, int seconds)
    {
        var handler = new StubHandler(HttpStatusCode.TooManyRequests, "",
            response => response.Headers.RetryAfter = RetryConditionHeaderValue.Parse(header));

        var failure = await FailAsync(handler);

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
    }

    [Fact]
    public async Task Never_shows_the_token_or_the_message()
    {
        var failure = await FailAsync(new StubHandler(HttpStatusCode.BadRequest, """{"error":"x"}"""));

        Assert.DoesNotContain("007", $"{failure}", StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Message.Title, $"{failure}", StringComparison.Ordinal);
    }

    private static Task<AgoraChatException> FailAsync(StubHandler handler) =>
        Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(handler, time: new ManualTime()).SendAsync("ada"));
}
