using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Claims;

/// <summary>How parcels are held and calls are made. Bound from <c>Delivery</c>, checked at start.</summary>
public sealed class DeliveryOptions : IValidatableObject
{
    public const string Section = "Delivery";

    private const string Resend = "resend";
    private const string Hold = "hold";

    /// <summary>
    /// How long a parcel is held without a sign of life before another process may take it over.
    /// 2 s to 5 min; default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan ClaimTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The most that one call may take, all in all.
    /// 0.5 s to 4 min and less than half of the claim's time; default 12 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:04:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// By how much the clocks of two instances may differ when they judge a claim. 0 to 1 min; default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockAllowance { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A parcel that waits for its slots longer than this goes back to the queue. 1 s to 1 h; default 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HoldAtMost { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// What becomes of users whose call may have been taken: <c>resend</c>, told at least once, or <c>hold</c>, told at
    /// most once. Default <c>resend</c>.
    /// </summary>
    // A text, so that another word is told with its value.
    public string OnUnknown { get; set; } = Resend;

    /// <summary>Whether whoever may have been told is not sent to again.</summary>
    public bool HoldsUnknown => Hold.Equals(OnUnknown, StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HoldsUnknown && !Resend.Equals(OnUnknown, StringComparison.OrdinalIgnoreCase))
            yield return new($"It must be one of: {Resend}, {Hold}.", [nameof(OnUnknown)]);
        if (CallTimeout * 2 >= ClaimTime)
        {
            yield return new(
                $"It must be less than half of {Section}__{nameof(ClaimTime)} ({ClaimTime}).", [nameof(CallTimeout)]);
        }
    }
}
