using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

public sealed class RequestBodyTests
{
    private readonly HttpRequest _request = new DefaultHttpContext().Request;

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.shop+json")]
    public void JSON_is_taken(string type)
    {
        _request.ContentType = type;

        Assert.Null(RequestBody.CheckType(_request));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("text/plain", "'text/plain'")]
    [InlineData("application/jsonp", "'application/jsonp'")]
    [InlineData("application/x-www-form-urlencoded", "'application/x-www-form-urlencoded'")]
    [InlineData("json", "'json'")]
    public void Another_type_is_refused_by_name(string? type, string named)
    {
        _request.ContentType = type;

        var problem = RequestBody.CheckType(_request);

        Assert.Equal((415, ProblemCodes.UnsupportedMediaType), (problem!.Status, problem.Code));
        Assert.Contains(named, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/cloudevents+json; charset=utf-8", true)]
    [InlineData("application/cloudevents-batch+json", true)]
    [InlineData("application/cloudevents+xml", false)]
    [InlineData("application/cloudevents-batch+avro", false)]
    [InlineData("application/cloudevents-bundle+json", false)]
    public void CloudEvents_are_taken_in_JSON_only(string type, bool isTaken)
    {
        _request.ContentType = type;

        Assert.Equal(isTaken, RequestBody.CheckType(_request) is null);
    }

    [Fact]
    public void A_CloudEvent_in_headers_needs_no_content_type()
    {
        _request.Headers["ce-id"] = "1";

        Assert.Null(RequestBody.CheckType(_request));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(RequestBody.MaxBytes, true)]
    [InlineData(RequestBody.MaxBytes + 1, false)]
    public async Task A_body_has_at_most_a_mebibyte_whether_or_not_it_says_its_length(int bytes, bool passes)
    {
        foreach (var length in new long?[] { null, bytes })
        {
            _request.Body = new MemoryStream(new byte[bytes]);
            _request.ContentLength = length;

            var body = await RequestBody.ReadAsync(_request, CancellationToken.None);

            Assert.Equal(passes ? bytes : null, body?.Length);
        }
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_long_is_not_read()
    {
        _request.Body = new MemoryStream(new byte[10]);
        _request.ContentLength = RequestBody.MaxBytes + 1L;

        Assert.Null(await RequestBody.ReadAsync(_request, CancellationToken.None));
        Assert.Equal(0, _request.Body.Position);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("identity", true)]
    [InlineData("Identity", true)]
    [InlineData("gzip", false)]
    [InlineData("identity, br", false)]
    public void A_body_comes_as_it_is(string encoding, bool isTaken)
    {
        _request.ContentType = "application/json";
        _request.Headers.ContentEncoding = encoding;

        var problem = RequestBody.CheckType(_request);

        Assert.Equal(isTaken, problem is null);
        if (isTaken) return;
        Assert.Equal((415, ProblemCodes.UnsupportedMediaType), (problem!.Status, problem.Code));
        Assert.Contains($"'{encoding.Split(' ')[^1]}'", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8", true)]
    [InlineData("application/json; charset=\"utf-8\"", true)]
    [InlineData("application/cloudevents+json; charset=utf-8", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json; charset=iso-8859-1", false)]
    [InlineData("application/cloudevents-batch+json; charset=latin1", false)]
    public void JSON_is_in_UTF8(string type, bool isTaken)
    {
        _request.ContentType = type;

        var problem = RequestBody.CheckType(_request);

        Assert.Equal(isTaken, problem is null);
        if (!isTaken) Assert.Contains($"'{type.Split('=')[1]}'", problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mark_before_UTF8_is_left_out_of_what_nobody_has_signed()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "{}"u8];
        _request.Body = new MemoryStream(marked);
        Assert.Equal("{}"u8.ToArray(), await RequestBody.ReadAsync(_request, CancellationToken.None));

        _request.Body = new MemoryStream(marked);
        Assert.Equal(marked, await RequestBody.ReadAsync(_request, maxBytes: 100, CancellationToken.None));
    }

    public static TheoryData<Exception> Resets { get; } =
        [new IOException("Connection reset by peer."), new TaskCanceledException("The request was aborted.")];

    [Theory]
    [MemberData(nameof(Resets))]
    public async Task A_connection_that_ends_within_a_body_is_a_sender_who_has_gone(Exception reset)
    {
        _request.Body = new BrokenStream(reset);

        var gone = await Assert.ThrowsAsync<SenderGoneException>(
            () => RequestBody.ReadAsync(_request, CancellationToken.None));

        Assert.Same(reset, gone.InnerException);
    }

    [Fact]
    public async Task A_body_that_is_framed_wrongly_is_the_senders_mistake()
    {
        _request.Body = new BrokenStream(new BadHttpRequestException("Bad chunk size data."));

        await Assert.ThrowsAsync<BadHttpRequestException>(
            () => RequestBody.ReadAsync(_request, CancellationToken.None));
    }

    private sealed class BrokenStream(Exception exception) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(exception);
    }
}
