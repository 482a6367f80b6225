using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PushFunctions.Callbacks;
using PushFunctions.Egress;
using PushFunctions.Notices;
using PushFunctions.Storage;
using PushFunctions.Tests.Hooks;

namespace PushFunctions.Tests.Callbacks;

public sealed class CallbackCallerTests
{
    private const string Body = """{"type":"push.finished","data":{"eventId":"Grüße 👋🏽"}}""";

    private readonly ManualTime _time = new();

    private static Callback Ops => new()
    {
        Name = "ops",
        Url = new("https://ops.example.com/told?token=hidden"),
        Keys = [KeyOf(Signer.Secret), KeyOf(Signer.OtherSecret)],
        Events = [],
        App = null,
    };

    private static Notice Notice => new()
    {
        Callback = "ops",
        PushId = Some.PushId,
        Event = "push.finished",
        Id = $"push-finished-{Some.PushId}-0",
        Created = Some.Now,
        Body = Body,
    };

    [Fact]
    public async Task A_call_is_signed_by_every_secret_with_the_time_of_the_try()
    {
        var receiver = new StubReceiver(HttpStatusCode.NoContent);
        _time.Advance(TimeSpan.FromHours(3));

        var answer = await CallAsync(receiver);

        Assert.Equal(new CallbackAnswer.Taken(204), answer);
        var (request, body) = Assert.Single(receiver.Calls);
        Assert.Equal((HttpMethod.Post, Ops.Url, Body), (request.Method, request.RequestUri, body));
        Assert.Equal("application/json", request.Content!.Headers.ContentType!.ToString());
        Assert.Equal("PushFunctions", request.Headers.UserAgent.ToString());
        Assert.Equal(Notice.Id, Assert.Single(request.Headers.GetValues("webhook-id")));
        var time = _time.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(time, Assert.Single(request.Headers.GetValues("webhook-timestamp")));
        Assert.Equal(
            $"v1,{Sign(Signer.Secret, time)} v1,{Sign(Signer.OtherSecret, time)}",
            Assert.Single(request.Headers.GetValues("webhook-signature")));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Any_2xx_means_that_it_was_taken(int status) =>
        Assert.Equal(new CallbackAnswer.Taken(status), await CallAsync(new StubReceiver((HttpStatusCode)status)));

    [Theory]
    [InlineData(301, "it answered 301, and redirects are not followed; set the address that it leads to")]
    [InlineData(307, "it answered 307, and redirects are not followed; set the address that it leads to")]
    [InlineData(400, "it answered 400")]
    [InlineData(401, "it answered 401")]
    [InlineData(404, "it answered 404")]
    [InlineData(500, "it answered 500")]
    [InlineData(429, "it answered 429")]
    [InlineData(503, "it answered 503")]
    public async Task Any_other_status_is_a_failure_that_says_so(int status, string reason) => Assert.Equal(
        new CallbackAnswer.Failed(reason), await CallAsync(new StubReceiver((HttpStatusCode)status)));

    [Fact]
    public async Task A_410_ends_it() =>
        Assert.Equal(new CallbackAnswer.Gone(), await CallAsync(new StubReceiver(HttpStatusCode.Gone)));

    [Theory]
    [InlineData(429, "120", 120.0)]
    [InlineData(503, "120", 120.0)]
    [InlineData(503, "Fri, 20 Nov 2026 08:02:00 GMT", 120.0)]
    [InlineData(503, "soon", null)]
    [InlineData(500, "120", null)]
    public async Task The_wait_that_a_receiver_asks_for_is_handed_on(int status, string header, double? seconds)
    {
        var answer = await CallAsync(new StubReceiver(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status);
            response.Headers.TryAddWithoutValidation("Retry-After", header);
            return response;
        }));

        Assert.Equal(seconds, Assert.IsType<CallbackAnswer.Failed>(answer).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task No_answer_within_15_s_is_a_failure()
    {
        var call = CallAsync(new SilentReceiver());

        var answer = await _time.RunAsync(call);

        Assert.Equal(new CallbackAnswer.Failed("there was no answer within 15 s"), answer);
        Assert.Equal(TimeSpan.FromSeconds(15), _time.Now - Some.Now);
    }

    [Fact]
    public async Task An_end_of_this_process_is_no_failure_of_the_receiver()
    {
        using var stop = new CancellationTokenSource();
        var call = new CallbackCaller(new SilentReceiver(), _time).PostAsync(Ops, Notice, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task What_could_not_be_connected_or_may_not_be_is_said()
    {
        var refused = await CallAsync(new StubReceiver(
            () => throw new HttpRequestException("failed", new RefusedAddressException("x leads to 10.0.0.1."))));
        var broken = await CallAsync(new StubReceiver(
            () => throw new HttpRequestException("see inner", new IOException("The peer went away"))));

        Assert.Equal(new CallbackAnswer.Failed("it was not called: x leads to 10.0.0.1."), refused);
        Assert.Equal(new CallbackAnswer.Failed("there was no answer: The peer went away"), broken);
    }

    private Task<CallbackAnswer> CallAsync(HttpMessageHandler receiver) =>
        new CallbackCaller(receiver, _time).PostAsync(Ops, Notice, CancellationToken.None);

    private static byte[] KeyOf(string secret) => Convert.FromBase64String(secret["whsec_".Length..]);

    private static string Sign(string secret, string time) => Convert.ToBase64String(
        HMACSHA256.HashData(KeyOf(secret), Encoding.UTF8.GetBytes($"{Notice.Id}.{time}.{Body}")));

    private sealed class SilentReceiver : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            await using (cancellationToken.Register(() => never.TrySetCanceled(cancellationToken)))
                return await never.Task;
        }
    }
}
