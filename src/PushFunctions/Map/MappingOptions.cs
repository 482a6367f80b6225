using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Map;

/// <summary>Mappings that are put at run time. Bound from <c>Mappings</c>, checked at start.</summary>
public sealed class MappingOptions
{
    public const string Section = "Mappings";

    /// <summary>
    /// How old what a process knows of them may be, 1 to 25 s: so every process has a change within 30 s. Default 15 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:25")]
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(15);
}
