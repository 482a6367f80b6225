namespace AgoraChat.Simulator;

/// <summary>The limits that the documents name.</summary>
internal static class DocumentedLimits
{
    /// <summary>The limits of the endpoints and groups that have one.</summary>
    public static IEnumerable<(string Name, CallLimit Limit)> Of(LimitPreset preset)
    {
        var own = EndpointTable.All.Select(endpoint =>
            (endpoint.Name, preset == LimitPreset.Agora ? endpoint.AgoraLimit : endpoint.EasemobLimit));
        return own.Where(pair => pair.Item2 is not null).Select(pair => (pair.Name, pair.Item2!));
    }
}
