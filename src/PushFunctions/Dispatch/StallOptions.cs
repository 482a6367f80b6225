using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Dispatch;

/// <summary>
/// When a push that can send nothing is shown as stalled. Bound from <c>Stalled</c>, checked at start.
/// </summary>
public sealed class StallOptions : IValidatableObject
{
    public const string Section = "Stalled";

    /// <summary>
    /// A push none of whose calls was taken for so long, since all were too fast, is shown as stalled.
    /// 1 min to 24 h; default 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan After { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Its users are given up when it has lasted so long. More than <see cref="After"/>, to 30 days; default 24 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (GiveUpAfter <= After)
            yield return new($"It must be more than {Section}__{nameof(After)} ({After}).", [nameof(GiveUpAfter)]);
    }
}
