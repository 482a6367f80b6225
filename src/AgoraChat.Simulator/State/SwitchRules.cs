namespace AgoraChat.Simulator;

/// <summary>Which values of switches make sense.</summary>
internal static class SwitchRules
{
    public const int MostBodyBytes = 1_024 * 1_024;

    private const int SecondsOfDay = 86_400;

    private const int MostOffset = 14 * 60;

    /// <summary>What is wrong, one sentence each.</summary>
    public static IEnumerable<string> Problems(SimulatorSwitches switches)
    {
        (string Name, int Value, int Least, int Most)[] numbers =
        [
            ("maxLabels", switches.MaxLabels, 0, int.MaxValue),
            ("maxMembersPerLabel", switches.MaxMembersPerLabel, 0, int.MaxValue),
            ("taskPlaces", switches.TaskPlaces, 0, int.MaxValue),
            ("taskPlaceSeconds", switches.TaskPlaceSeconds, 0, SecondsOfDay),
            ("taskSeconds", switches.TaskSeconds, 0, SecondsOfDay),
            ("serverUtcOffsetMinutes", switches.ServerUtcOffsetMinutes, -MostOffset, MostOffset),
            ("maxBodyBytes", switches.MaxBodyBytes, 1, MostBodyBytes),
            ("maxMessageBytes", switches.MaxMessageBytes, 1, MostBodyBytes),
            ("maxTokenSeconds", switches.MaxTokenSeconds ?? 0, 0, int.MaxValue),
        ];
        return numbers.Where(number => number.Value < number.Least || number.Value > number.Most)
            .Select(number => $"{number.Name} is {number.Value}; {number.Least} to {number.Most} is allowed.");
    }
}
