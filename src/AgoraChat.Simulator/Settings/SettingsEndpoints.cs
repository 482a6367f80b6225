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
        new("PUT", "users/{user}/notification/{chattype}/{key}", Notifications.Put)
        {
            AgoraLimit = Usual,
            EasemobLimit = Usual,
            TakesBody = true,
            NeedsAdvancedPush = true,
        },
        new("GET", "users/{user}/notification/{chattype}/{key}", Notifications.Get)
        {
            AgoraLimit = Usual,
            EasemobLimit = Usual,
            NeedsAdvancedPush = true,
        },
        new("PUT", "users/{user}/notification/language", Language.Put)
        {
            AgoraLimit = Usual,
            EasemobLimit = Usual,
            TakesBody = true,
        },
        new("GET", "users/{user}/notification/language", Language.Get)
        {
            AgoraLimit = Usual,
            EasemobLimit = Usual,
        },
        new("PUT", "users/{user}/notification/template", ReceiverTemplate.Put)
        {
            EasemobLimit = Usual,
            IsOpen = true,
            TakesBody = true,
            NeedsAdvancedPush = true,
        },
        new("GET", "users/{user}/notification/template", ReceiverTemplate.Get)
        {
            IsOpen = true,
            NeedsAdvancedPush = true,
        },
        new("PUT", "push/nickname", Nicknames.Put)
        {
            EasemobLimit = Usual,
            IsEasemobOnly = true,
            // Only its path is the push service's; its answers are those of settings.
            IsPushService = false,
            TakesBody = true,
            Users = Nicknames.Users,
        },
    ];
}
