using System.Net;
using System.Text.Json;
using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Grammar;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>What was nearly signed by each scheme, as it comes over the wire.</summary>
public sealed class BadSchemeTests(Door door) : IClassFixture<Door>
{
    private const string OtherSecret = "whsec_9KVBHVv2CZcAZ+9Rr4jbt9vXVg577rEOrVXDEl1IfOA=";

    private static readonly string Note = JsonSerializer.Serialize(
        new { type = "some.type", to = new { user = "ada" }, push = new { title = "a", content = "b" } });

    private static readonly string Release =
        """{"release":{"name":"v1.2"},"repository":{"name":"bridge"},"sender":{"login":"ada"},"no":1}""";

    private static readonly string Charge =
        """{"type":"charge.succeeded","data":{"object":{"amount":1,"currency":"usd","metadata":{"user":"ada"}}}}""";

    public static TheoryData<string, string> Headers => new()
    {
        { "demo", "webhook-id" },
        { "demo", "webhook-timestamp" },
        { "demo", "webhook-signature" },
        { "github", "X-Hub-Signature-256" },
        { "stripe", "Stripe-Signature" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_true_header_that_comes_twice_is_refused(string source, string header)
    {
        using var wire = new WireClient(door.Host.BaseAddress);
        var once = await OnTheWireAsync(Sign(source));
        var value = once.Headers.Single(one => one.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Value;

        var before = await door.Stack.Stored.SnapshotAsync();
        var twice = await wire.SendAsync(once.With(header, value), CancellationToken.None);
        var after = await door.Stack.Stored.SnapshotAsync();
        var taken = await wire.SendAsync(once, CancellationToken.None);

        Assert.Equal((401, 202), (twice.Status, taken.Status));
        Assert.Contains("\"invalid_signature\"", twice.Body, StringComparison.Ordinal);
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("github")]
    [InlineData("stripe")]
    public Task Another_secret_is_refused(string source) =>
        RefusedAsync("invalid_signature", () => Sign(source, secret: OtherSecret));

    [Theory]
    [InlineData("github")]
    [InlineData("stripe")]
    public Task A_body_of_which_one_byte_was_changed_is_refused(string source) =>
        RefusedAsync("invalid_signature", () =>
        {
            var request = Sign(source);
            var body = BodyOf(source).Replace("ada", "adb", StringComparison.Ordinal);
            request.Content = Signed.Post("", body).Content;
            return request;
        });

    [Theory]
    [InlineData(-301)]
    [InlineData(303)]
    public Task A_charge_of_another_time_is_refused(int seconds) =>
        RefusedAsync("stale_signature", () => Sign("stripe", seconds: seconds));

    private static string BodyOf(string source) => source switch
    {
        "github" => Release,
        "stripe" => Charge,
        _ => Note,
    };

    private static HttpRequestMessage Sign(string source, string? secret = null, int seconds = 0) => source switch
    {
        "github" => Signed.GitHub(source, Release, "release", "delivery-1", secret),
        "stripe" => Signed.Stripe(source, Charge, secret, seconds),
        _ => Signed.StandardWebhooks(source, Note),
    };

    private static async Task<WireRequest> OnTheWireAsync(HttpRequestMessage request)
    {
        using (request)
        {
            var wire = WireRequest.Json($"/{request.RequestUri!.OriginalString}", await request.Content!.ReadAsByteArrayAsync());
            return request.Headers.Aggregate(wire, (one, header) => one.With(header.Key, header.Value.Single()));
        }
    }

    private Task<ProblemAnswer> RefusedAsync(string code, Func<HttpRequestMessage> request) =>
        door.RefusedAsync(HttpStatusCode.Unauthorized, code, async () =>
        {
            using var one = request();
            return await door.Host.SendAsync(one);
        });
}
