namespace AgoraChat.Simulator;

/// <summary>The far side's endpoints that are simulated, by the path after the base.</summary>
public static class EndpointNames
{
    public const string PushSingle = "push/single";

    public static IReadOnlyList<string> All { get; } = [PushSingle];

    /// <summary>The names in a row, for messages.</summary>
    internal static string List => string.Join(", ", All);
}
