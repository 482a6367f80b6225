namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The sources that hosts of tests have.</summary>
internal static class Sources
{
    public const string Secret = "whsec_OUcRARkgRYWB2Cuhfycdt3+bspogiRcFjoJFgwyuEEw=";
    public const string NextSecret = "whsec_9KVBHVv2CZcAZ+9Rr4jbt9vXVg577rEOrVXDEl1IfOA=";

    /// <summary>
    /// <c>github</c>, <c>stripe</c> and <c>alarms</c> as on the page; <c>demo</c> as in the example settings;
    /// <c>narrow</c> with all that can be set for events of ours, <c>plain</c> with nothing; <c>ledger</c> has its id in
    /// the body and leaves its users to the mapping.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(HooksPage.Settings)
    {
        ["Hooks__Sources__demo__Secrets__0"] = Secret,
        ["Hooks__Sources__demo__Secrets__1"] = NextSecret,
        ["Hooks__Sources__narrow__Secrets__0"] = Secret,
        ["Hooks__Sources__narrow__Types__0"] = "order.shipped",
        ["Hooks__Sources__narrow__App"] = "second",
        ["Hooks__Sources__narrow__MaxBodyBytes"] = "1000",
        ["Hooks__Sources__narrow__Origins__0"] = "shop.example",
        ["Hooks__Sources__plain__Scheme"] = "None",
        ["Hooks__Sources__ledger__Scheme"] = "GitHub",
        ["Hooks__Sources__ledger__Secrets__0"] = "letters-are-the-key-here",
        ["Hooks__Sources__ledger__IdFrom"] = "/no",
        ["Hooks__Sources__ledger__TypeFrom"] = "/kind",
        ["Hooks__Sources__ledger__Types__0"] = "booking",
    };

    /// <summary>The first secret of a source.</summary>
    public static string SecretOf(string source) => Settings[$"Hooks__Sources__{source}__Secrets__0"];
}
