namespace AgoraChat.Simulator;

/// <summary>The endpoints about users: who they are, what they are called, whether they are there.</summary>
internal static class UserEndpoints
{
    private static readonly CallLimit Usual = CallLimit.PerSecond(100);

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("PUT", "users/{user}", UserUpdate.Put)
        {
            AgoraLimit = Usual,
            Group = LimitGroup.Users,
            TakesBody = true,
        },
        new("GET", "users/{user}", UserReads.Get)
        {
            AgoraLimit = Usual,
            Group = LimitGroup.Users,
        },
        new("POST", "users", Registration.Post)
        {
            // Alone it would be called as the group is.
            Name = "POST users",
            AgoraLimit = Usual,
            Group = LimitGroup.Users,
            TakesBody = true,
            Users = Registration.Users,
        },
        new("GET", "users/{user}/status", Presence.Get) { AgoraLimit = Usual, EasemobLimit = Usual },
        new("POST", "users/batch/status", Presence.GetBatch)
        {
            AgoraLimit = CallLimit.PerSecond(50),
            EasemobLimit = CallLimit.PerSecond(50),
            TakesBody = true,
            Users = Presence.Users,
        },
        new("GET", "users/{user}/offline_msg_count", Presence.CountOffline)
        {
            AgoraLimit = Usual,
            EasemobLimit = Usual,
        },
        new("GET", "users/{user}/offline_msg_status/{message}", Presence.GetOfflineState)
        {
            AgoraLimit = Usual,
            EasemobLimit = Usual,
        },
    ];
}
