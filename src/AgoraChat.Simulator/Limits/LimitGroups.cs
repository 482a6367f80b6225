namespace AgoraChat.Simulator;

/// <summary>The limits that several endpoints share.</summary>
public static class LimitGroups
{
    /// <summary>All calls together, as the free plan limits them.</summary>
    public const string Total = "total";

    public static IReadOnlyList<string> All { get; } =
        [.. EndpointTable.All.Select(endpoint => endpoint.Group).OfType<string>().Distinct(), Total];
}
