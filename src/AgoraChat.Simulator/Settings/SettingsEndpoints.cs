namespace AgoraChat.Simulator;

/// <summary>The endpoints about how pushes reach one user.</summary>
internal static class SettingsEndpoints
{
    private static readonly CallLimit Usual = CallLimit.PerSecond(100);

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("PUT", "users/{user}/push/binding", Bindings.Put)
        {
            AgoraLimit = Usual,
            Group = LimitGroup.Users,
            TakesBody = true,
        },
        new("GET", "users/{user}/push/binding", Bindings.Get)
        {
            AgoraLimit = Usual,
            Group = LimitGroup.Users,
        },
    ];
}
