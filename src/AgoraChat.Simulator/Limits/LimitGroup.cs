namespace AgoraChat.Simulator;

/// <summary>Endpoints that share a limit.</summary>
internal sealed record LimitGroup(string Name)
{
    /// <summary>All label endpoints.</summary>
    public static readonly LimitGroup Labels = new("labels") { AgoraLimit = CallLimit.PerSecond(100) };

    /// <summary>Users with their names, styles and bindings, for Easemob one pool.</summary>
    public static readonly LimitGroup Users = new("users") { EasemobLimit = CallLimit.PerSecond(100) };

    /// <summary>All calls together, as the free plan limits them.</summary>
    public static readonly LimitGroup Total = new("total");

    public static IReadOnlyList<LimitGroup> All { get; } = [Labels, Users, Total];

    /// <summary>The common limit by Agora's documents; null: none is documented.</summary>
    public CallLimit? AgoraLimit { get; init; }

    /// <summary>The common limit by Easemob's documents.</summary>
    public CallLimit? EasemobLimit { get; init; }
}
