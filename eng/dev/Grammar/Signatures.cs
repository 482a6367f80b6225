using System.Security.Cryptography;
using System.Text;

namespace PushFunctions.Dev.Grammar;

/// <summary>Requests as the sources of <see cref="Settings"/> sign them.</summary>
internal static class Signatures
{
    private const string Secret = "whsec_OUcRARkgRYWB2Cuhfycdt3+bspogiRcFjoJFgwyuEEw=";
    private const string TextSecret = "letters-are-the-key-here";

    /// <summary>Sources that sign in each way, one of few types, and one that does not sign.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Hooks__Sources__demo__Secrets__0"] = Secret,
        ["Hooks__Sources__narrow__Secrets__0"] = Secret,
        ["Hooks__Sources__narrow__Types__0"] = "never.sent",
        ["Hooks__Sources__narrow__MaxBodyBytes"] = "1000",
        ["Hooks__Sources__repo__Scheme"] = "GitHub",
        ["Hooks__Sources__repo__Secrets__0"] = TextSecret,
        ["Hooks__Sources__repo__TypeFrom"] = "header:X-GitHub-Event",
        ["Hooks__Sources__repo__Types__0"] = PlainEvents.MappedType,
        ["Hooks__Sources__repo__TargetsFrom"] = "/sender/login",
        ["Hooks__Sources__ledger__Scheme"] = "GitHub",
        ["Hooks__Sources__ledger__Secrets__0"] = TextSecret,
        ["Hooks__Sources__ledger__IdFrom"] = "/id",
        ["Hooks__Sources__ledger__TypeFrom"] = "/kind",
        ["Hooks__Sources__ledger__Types__0"] = PlainEvents.MappedType,
        ["Hooks__Sources__shop__Scheme"] = "Stripe",
        ["Hooks__Sources__shop__Secrets__0"] = TextSecret,
        ["Hooks__Sources__shop__TypeFrom"] = "/type",
        ["Hooks__Sources__shop__TargetsFrom"] = "/data/object/metadata/user",
        ["Hooks__Sources__shop__DataFrom"] = "/data/object",
        ["Hooks__Sources__sensors__Scheme"] = "None",
        ["Hooks__Sources__sensors__IdFrom"] = "header:X-Reading-Id",
        ["Hooks__Sources__sensors__Types__0"] = PlainEvents.MappedType,
        ["Hooks__Sources__sensors__TargetsFrom"] = "/owners",
    };

    /// <summary>By Standard Webhooks.</summary>
    /// <param name="source">The source in the address.</param>
    /// <param name="id">The id.</param>
    /// <param name="body">The body.</param>
    /// <param name="age">How long ago it was signed, by the sender's clock.</param>
    public static WireRequest Standard(string source, string id, byte[] body, TimeSpan age = default)
    {
        var time = Time(age);
        var signature = Sign(Convert.FromBase64String(Secret["whsec_".Length..]), $"{id}.{time}.", body);
        return WireRequest.Json($"/api/hooks/{source}", body)
            .With("webhook-id", id).With("webhook-timestamp", time)
            .With("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
    }

    public static WireRequest GitHub(string type, string delivery, byte[] body, string source = "repo")
    {
        var digest = Convert.ToHexStringLower(Sign(Encoding.UTF8.GetBytes(TextSecret), "", body));
        return WireRequest.Json($"/api/hooks/{source}", body)
            .With("X-GitHub-Event", type).With("X-GitHub-Delivery", delivery)
            .With("X-Hub-Signature-256", $"sha256={digest}");
    }

    public static WireRequest Stripe(byte[] body, TimeSpan age = default)
    {
        var time = Time(age);
        var digest = Convert.ToHexStringLower(Sign(Encoding.UTF8.GetBytes(TextSecret), $"{time}.", body));
        return WireRequest.Json("/api/hooks/shop", body).With("Stripe-Signature", $"t={time},v1={digest}");
    }

    private static string Time(TimeSpan age) => $"{(TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds()}";

    private static byte[] Sign(byte[] key, string prefix, byte[] body) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(prefix), .. body]);
}
