namespace AgoraChat.Simulator;

/// <summary>The endpoints about push templates.</summary>
internal static class TemplateEndpoints
{
    private const string One = "notification/template/{name}";

    private static readonly CallLimit ByAgora = CallLimit.PerSecond(100);
    private static readonly CallLimit ByEasemob = CallLimit.PerSecond(10);

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "notification/template", Templates.Post)
        {
            AgoraLimit = ByAgora,
            EasemobLimit = ByEasemob,
            TakesBody = true,
            NeedsAdvancedPush = true,
        },
        new("GET", One, Templates.Get)
        {
            AgoraLimit = ByAgora,
            EasemobLimit = ByEasemob,
            NeedsAdvancedPush = true,
        },
        new("DELETE", One, Templates.Delete)
        {
            AgoraLimit = ByAgora,
            EasemobLimit = ByEasemob,
            NeedsAdvancedPush = true,
        },
        new("PUT", One, Templates.Put)
        {
            IsEasemobOnly = true,
            TakesBody = true,
            NeedsAdvancedPush = true,
        },
    ];
}
