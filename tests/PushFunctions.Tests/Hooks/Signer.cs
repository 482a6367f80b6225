using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PushFunctions.Tests.Hooks;

/// <summary>Signs as senders do, written down here again and apart from the code that checks.</summary>
internal static class Signer
{
    /// <summary>32 bytes.</summary>
    public const string Secret = "whsec_OUcRARkgRYWB2Cuhfycdt3+bspogiRcFjoJFgwyuEEw=";

    public const string OtherSecret = "whsec_9KVBHVv2CZcAZ+9Rr4jbt9vXVg577rEOrVXDEl1IfOA=";

    /// <summary>For the schemes whose secret is text.</summary>
    public const string Text = "It's a Secret to Everybody";

    public const string Id = "msg_17";

    public static byte[] Body => """{"type":"t","to":{"user":"ada"}}"""u8.ToArray();

    public static string Time(int seconds = 0) =>
        (Some.Now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    public static IHeaderDictionary StandardWebhooks(string secret = Secret, string? time = null) => new HeaderDictionary
    {
        ["webhook-id"] = Id,
        ["webhook-timestamp"] = time ?? Time(),
        ["webhook-signature"] = Standard(secret, time ?? Time()),
    };

    public static string Standard(string secret, string time)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return $"v1,{Convert.ToBase64String(Sign(key, $"{Id}.{time}."))}";
    }

    public static IHeaderDictionary GitHub(string secret = Text) => new HeaderDictionary
    {
        ["X-Hub-Signature-256"] = $"sha256={Convert.ToHexStringLower(Sign(Encoding.UTF8.GetBytes(secret), ""))}",
    };

    public static IHeaderDictionary Stripe(string secret = Text, string? time = null) => new HeaderDictionary
    {
        ["Stripe-Signature"] = $"t={time ?? Time()},v1={StripeDigest(secret, time ?? Time())}",
    };

    public static string StripeDigest(string secret, string time) =>
        Convert.ToHexStringLower(Sign(Encoding.UTF8.GetBytes(secret), $"{time}."));

    private static byte[] Sign(byte[] key, string prefix) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(prefix), .. Body]);
}
