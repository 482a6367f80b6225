namespace AgoraChat.Simulator;

/// <summary>The endpoints that send.</summary>
internal static class PushEndpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "push/single", PushSingle.Send)
        {
            AgoraLimit = CallLimit.PerMinute(1_200),
            EasemobLimit = CallLimit.PerSecond(10),
            TakesBody = true,
            Users = PushSingle.Users,
        },
    ];
}
