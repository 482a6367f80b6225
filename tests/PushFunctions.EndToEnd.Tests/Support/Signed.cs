using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>Requests as signing senders make them.</summary>
internal static class Signed
{
    /// <summary>A request by Standard Webhooks.</summary>
    /// <param name="source">The source in the address.</param>
    /// <param name="body">The body.</param>
    /// <param name="id">The id.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="seconds">By how much the sender's clock differs.</param>
    public static HttpRequestMessage StandardWebhooks(
        string source, string body, string? id = null, string secret = Sources.Secret, int seconds = 0)
    {
        var (name, time) = (id ?? Some.Id("msg"), Now(seconds));
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return Post($"api/hooks/{source}", body, new Dictionary<string, string>
        {
            ["webhook-id"] = name,
            ["webhook-timestamp"] = time,
            ["webhook-signature"] = $"v1,{Convert.ToBase64String(Sign(key, $"{name}.{time}.{body}"))}",
        });
    }

    /// <summary>A request as GitHub signs it; without a secret, with the source's own.</summary>
    public static HttpRequestMessage GitHub(
        string source, string body, string type, string delivery, string? secret = null) =>
        Post($"api/hooks/{source}", body, new Dictionary<string, string>
        {
            ["X-Hub-Signature-256"] =
                $"sha256={Convert.ToHexStringLower(Sign(Letters(secret ?? Sources.SecretOf(source)), body))}",
            ["X-GitHub-Event"] = type,
            ["X-GitHub-Delivery"] = delivery,
        });

    /// <summary>A request as Stripe signs it; without a secret, with the source's own.</summary>
    public static HttpRequestMessage Stripe(string source, string body, string? secret = null, int seconds = 0)
    {
        var time = Now(seconds);
        var digest = Sign(Letters(secret ?? Sources.SecretOf(source)), $"{time}.{body}");
        return Post($"api/hooks/{source}", body, new Dictionary<string, string>
        {
            ["Stripe-Signature"] = $"t={time},v1={Convert.ToHexStringLower(digest)}",
        });
    }

    /// <summary>A request with these headers.</summary>
    public static HttpRequestMessage Post(
        string path, string body, IReadOnlyDictionary<string, string>? headers = null,
        string contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public static string Now(int seconds) =>
        (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    private static byte[] Letters(string secret) => Encoding.UTF8.GetBytes(secret);

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
