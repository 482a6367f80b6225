namespace AgoraChat.Simulator;

/// <summary>
/// The far side's endpoints that are simulated, by the path after the base; where one path takes several methods, the
/// method stands in front.
/// </summary>
public static class EndpointNames
{
    public const string PushSync = "push/sync/{target}";

    public const string PushSingle = "push/single";

    public const string PushLabels = "push/list/label";

    public const string PushTask = "push/task";

    public static IReadOnlyList<string> All { get; } = [.. EndpointTable.All.Select(endpoint => endpoint.Name)];

    /// <summary>The names in a row, for messages.</summary>
    internal static string List => string.Join(", ", All);
}
