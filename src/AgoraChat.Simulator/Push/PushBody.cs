using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What the bodies of all sends have in common. Where the documents are silent, this guesses.</summary>
internal static class PushBody
{
    private static readonly string[] Platforms = ["android", "ios", "harmonyos"];

    /// <returns>The refusal, or null when the body is good.</returns>
    public static FarSideError? Check(EndpointCall call)
    {
        if (call.Body.ValueKind != JsonValueKind.Object)
            return FarSideError.IllegalArgument("The body must be an object.");
        if (call.Body.TryGetProperty("strategy", out var strategy) && !IsStrategy(strategy))
            return FarSideError.IllegalArgument($"strategy is {strategy.GetRawText()}; 0 to 4 is allowed.");
        if (call.Body.TryGetProperty("platform", out var platform) && !IsPlatform(platform))
            return FarSideError.IllegalArgument($"platform must be one of {string.Join(", ", Platforms)}.");

        return call.Body.TryGetProperty("pushMessage", out var message) && MessageCheck.IsGood(message, call.Switches)
            ? null
            : FarSideError.BadMessage;
    }

    /// <summary>The message as it is taken.</summary>
    public static byte[] Message(EndpointCall call) =>
        TakenMessage.Of(call.Body.GetProperty("pushMessage"), call.Switches);

    /// <summary>Whether nothing but the vendor can deliver it: strategy 2, which is also the default.</summary>
    public static bool IsForVendorOnly(EndpointCall call) =>
        call.Body.ValueKind == JsonValueKind.Object
        && (!call.Body.TryGetProperty("strategy", out var strategy)
            || (IsStrategy(strategy) && strategy.GetInt32() == 2));

    public static bool IsStrategy(JsonElement strategy) =>
        strategy.ValueKind == JsonValueKind.Number && strategy.TryGetInt32(out var number) && number is >= 0 and <= 4;

    private static bool IsPlatform(JsonElement platform) =>
        platform.ValueKind == JsonValueKind.String && Platforms.Contains(platform.GetString());
}
