namespace AgoraChat.Simulator;

/// <summary>Which values of switches make sense.</summary>
internal static class SwitchRules
{
    public const int MostBodyBytes = 1_024 * 1_024;

    /// <summary>What is wrong, one sentence each.</summary>
    public static IEnumerable<string> Problems(SimulatorSwitches switches)
    {
        if (switches.MaxLabels < 0)
            yield return $"maxLabels is {switches.MaxLabels}; 0 or more is allowed.";
        if (switches.MaxMembersPerLabel < 0)
            yield return $"maxMembersPerLabel is {switches.MaxMembersPerLabel}; 0 or more is allowed.";
        if (switches.MaxBodyBytes is < 1 or > MostBodyBytes)
            yield return $"maxBodyBytes is {switches.MaxBodyBytes}; 1 to {MostBodyBytes} is allowed.";
    }
}
