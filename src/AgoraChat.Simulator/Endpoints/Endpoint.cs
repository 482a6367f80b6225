namespace AgoraChat.Simulator;

/// <summary>One operation of the far side: where it is called, what limits it, and what it does.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Pattern">The path after the base, as a route pattern such as <c>push/label/{label}</c>.</param>
/// <param name="Handle">Does what the call asks for, and says what is answered.</param>
internal sealed record Endpoint(string Method, string Pattern, Func<EndpointCall, Reply> Handle)
{
    private static readonly string[] UserPlaces = ["target", "user", "member"];

    /// <summary>The pattern; the table puts the method in front where several share it.</summary>
    public string Name { get; init; } = Pattern;

    /// <summary>The group whose common limit counts this endpoint too; null: none but the total.</summary>
    public LimitGroup? Group { get; init; }

    /// <summary>Its own limit by Agora's documents; null: none is documented, or that of the group only.</summary>
    public CallLimit? AgoraLimit { get; init; }

    /// <summary>Its own limit by Easemob's documents.</summary>
    public CallLimit? EasemobLimit { get; init; }

    /// <summary>Whether the call must bring JSON.</summary>
    public bool TakesBody { get; init; }

    /// <summary>Whether the gate looks at no token: the handler does.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether only Easemob documents it; a switch turns all of these off.</summary>
    public bool IsEasemobOnly { get; init; }

    /// <summary>The users whom a call names, for faults and the journal; by default those in the path.</summary>
    public Func<EndpointCall, IReadOnlyList<string>> Users { get; init; } = UsersInPath;

    /// <summary>Whether it belongs to the push service, which has its own form of answers and can be closed.</summary>
    public bool IsPushService { get; init; } = Pattern.StartsWith("push/", StringComparison.Ordinal);

    /// <summary>Whether it needs the advanced push features, which are activated apart from the service.</summary>
    public bool NeedsAdvancedPush { get; init; }

    /// <summary>The names whose limits a call must keep: its own, that of its group, the total.</summary>
    public IReadOnlyList<string> LimitNames =>
        field ??= Group is null ? [Name, LimitGroup.Total.Name] : [Name, Group.Name, LimitGroup.Total.Name];

    private static IReadOnlyList<string> UsersInPath(EndpointCall call) =>
        [.. UserPlaces.Select(call.RouteOrNull).OfType<string>()];
}
