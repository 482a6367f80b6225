namespace AgoraChat.Simulator;

/// <summary>The limits that the documents name.</summary>
internal static class DocumentedLimits
{
    private static readonly CallLimit FreePlan = CallLimit.PerSecond(10);

    /// <summary>The limits of the endpoints and groups; null where there is none.</summary>
    public static IEnumerable<(string Name, CallLimit? Limit)> Of(LimitPreset preset)
    {
        var isEasemob = preset == LimitPreset.Easemob;
        foreach (var endpoint in EndpointTable.All)
            yield return (endpoint.Name, isEasemob ? endpoint.EasemobLimit : endpoint.AgoraLimit);
        foreach (var group in LimitGroup.All)
            yield return (group.Name, isEasemob ? group.EasemobLimit : group.AgoraLimit);
        if (preset == LimitPreset.AgoraFree)
            yield return (LimitGroup.Total.Name, FreePlan);
    }
}
