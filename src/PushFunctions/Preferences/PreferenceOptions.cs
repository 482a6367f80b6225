using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Preferences;

/// <summary>How notifications and templates are set. Bound from <c>Preferences</c>, checked at start.</summary>
public sealed class PreferenceOptions
{
    public const string Section = "Preferences";

    /// <summary>
    /// How long a request waits for the push service, its further tries included. 1 s to 3 min; default 20 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:03:00")]
    public TimeSpan WaitTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Whether quiet hours may begin and end at the same time, of which the push service's documents say two things;
    /// default false.
    /// </summary>
    public bool AllDayQuietHours { get; set; }
}
