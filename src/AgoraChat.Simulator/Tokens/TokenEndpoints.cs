namespace AgoraChat.Simulator;

/// <summary>The endpoint that gives tokens.</summary>
internal static class TokenEndpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "token", TokenGrants.Post)
        {
            EasemobLimit = CallLimit.PerSecond(300),
            IsOpen = true,
            TakesBody = true,
        },
    ];
}
