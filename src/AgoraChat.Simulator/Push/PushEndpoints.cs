namespace AgoraChat.Simulator;

/// <summary>The endpoints that send to users who are named.</summary>
internal static class PushEndpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "push/sync/{target}", PushOne.SendSync)
        {
            AgoraLimit = CallLimit.PerSecond(1),
            EasemobLimit = CallLimit.PerSecond(1),
            TakesBody = true,
        },
        new("POST", "push/async/{target}", PushOne.SendAsync)
        {
            EasemobLimit = CallLimit.PerSecond(200),
            TakesBody = true,
            IsEasemobOnly = true,
        },
        new("POST", "push/single", PushSingle.Send)
        {
            AgoraLimit = CallLimit.PerMinute(1_200),
            EasemobLimit = CallLimit.PerSecond(10),
            TakesBody = true,
            Users = PushSingle.Users,
        },
    ];
}
