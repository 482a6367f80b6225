using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Preferences;

/// <summary>How notifications and templates are set. Bound from <c>Preferences</c>, checked at start.</summary>
public sealed class PreferenceOptions : IValidatableObject
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

    /// <summary>
    /// How long a step of many makes calls before the next one goes on. 0.5 s to 5 min and less than half of the
    /// lease's time; default 20 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan StepTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a step that gives no sign keeps its job. 2 s to 30 min; default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:30:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>When lines that could not be set are given up. 1 min to 7 days; default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StepTime * 2 >= LeaseTime)
        {
            yield return new(
                $"It must be less than half of {Section}__{nameof(LeaseTime)} ({LeaseTime}).", [nameof(StepTime)]);
        }
    }
}
