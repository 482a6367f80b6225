namespace AgoraChat.Simulator;

/// <summary>The platforms that statistics tell apart.</summary>
internal static class PushPlatforms
{
    public const string Apns = "APNS";

    public const string Android = "ANDROID";

    public const string All = "ALL";

    /// <summary>What a device is pushed through.</summary>
    public static IReadOnlyList<string> Devices { get; } =
    [
        Apns, Android, "XIAOMIPUSH", "HUAWEIPUSH", "MEIZUPUSH", "OPPOPUSH", "VIVOPUSH", "HONOR",
    ];
}
