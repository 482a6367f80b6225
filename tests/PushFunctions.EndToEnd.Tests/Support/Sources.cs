namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The sources that hosts of tests have.</summary>
internal static class Sources
{
    public const string Secret = "whsec_OUcRARkgRYWB2Cuhfycdt3+bspogiRcFjoJFgwyuEEw=";
    public const string NextSecret = "whsec_9KVBHVv2CZcAZ+9Rr4jbt9vXVg577rEOrVXDEl1IfOA=";
    public const string GitHubSecret = "It's a Secret to Everybody";
    public const string StripeSecret = "whsec_letters-are-the-key-here";

    /// <summary>
    /// <c>demo</c> as in the example settings; <c>repo</c> for GitHub, <c>shop</c> for Stripe, <c>sensors</c> unsigned;
    /// <c>narrow</c> with all that can be set for a source of our own.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Hooks__Sources__demo__Secrets__0"] = Secret,
        ["Hooks__Sources__demo__Secrets__1"] = NextSecret,
        ["Hooks__Sources__narrow__Secrets__0"] = Secret,
        ["Hooks__Sources__narrow__Types__0"] = "order.shipped",
        ["Hooks__Sources__narrow__App"] = "second",
        ["Hooks__Sources__narrow__MaxBodyBytes"] = "1000",
        ["Hooks__Sources__narrow__Origins__0"] = "shop.example",
        ["Hooks__Sources__repo__Scheme"] = "GitHub",
        ["Hooks__Sources__repo__Secrets__0"] = GitHubSecret,
        ["Hooks__Sources__repo__TypeFrom"] = "header:X-GitHub-Event",
        ["Hooks__Sources__repo__TypePrefix"] = "github.",
        ["Hooks__Sources__repo__Types__0"] = "github.release",
        ["Hooks__Sources__repo__TargetsFrom"] = "/sender/login",
        ["Hooks__Sources__shop__Scheme"] = "Stripe",
        ["Hooks__Sources__shop__Secrets__0"] = StripeSecret,
        ["Hooks__Sources__shop__TypeFrom"] = "/type",
        ["Hooks__Sources__shop__TypePrefix"] = "stripe.",
        ["Hooks__Sources__shop__TargetsFrom"] = "/data/object/metadata/user",
        ["Hooks__Sources__shop__DataFrom"] = "/data/object",
        ["Hooks__Sources__sensors__Scheme"] = "None",
        ["Hooks__Sources__sensors__IdFrom"] = "header:X-Reading-Id",
        ["Hooks__Sources__sensors__Types__0"] = "sensor.alarm",
        ["Hooks__Sources__sensors__TargetsFrom"] = "/owners",
        ["Hooks__Sources__plain__Scheme"] = "None",
    };
}
