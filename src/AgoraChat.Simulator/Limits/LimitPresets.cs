namespace AgoraChat.Simulator;

/// <summary>The names of the presets, in any case.</summary>
internal static class LimitPresets
{
    public static string List { get; } = string.Join(", ", Enum.GetNames<LimitPreset>());

    public static LimitPreset? Find(string name)
    {
        foreach (var preset in Enum.GetValues<LimitPreset>())
        {
            if (string.Equals($"{preset}", name, StringComparison.OrdinalIgnoreCase))
                return preset;
        }

        return null;
    }
}
