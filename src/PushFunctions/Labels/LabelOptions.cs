using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Labels;

/// <summary>How labels are synced. Bound from <c>Labels</c>, checked at start.</summary>
public sealed class LabelOptions : IValidatableObject
{
    public const string Section = "Labels";

    /// <summary>Most labels that the far side lets an app have. 1 to 10,000; default 100.</summary>
    [Range(1, 10_000)]
    public int MaxLabels { get; set; } = 100;

    /// <summary>Most users that the far side lets have a label. 1 to 1,000,000; default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxMembers { get; set; } = 20_000;

    /// <summary>
    /// How long a run holds a label without a sign of life before another may begin. 5 s to 30 min; default 3 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long a step makes calls before the next one goes on. 0.5 s to 5 min and less than half of the lease's time;
    /// default 20 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan StepTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a sync waits for further changes after it was asked for. 0 to 1 h; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SyncDelay { get; set; } = TimeSpan.FromSeconds(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StepTime * 2 >= LeaseTime)
        {
            yield return new(
                $"It must be less than half of {Section}__{nameof(LeaseTime)} ({LeaseTime}).", [nameof(StepTime)]);
        }
    }
}
