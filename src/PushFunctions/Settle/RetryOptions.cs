using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Settle;

/// <summary>When failed users are tried again. Bound from <c>Retry</c>, checked at start.</summary>
public sealed class RetryOptions : IValidatableObject
{
    public const string Section = "Retry";

    private static readonly IReadOnlyList<TimeSpan> DefaultDelays =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>
    /// The wait after each failed try, 1 to 20 of more than 0 to 7 days; default 30 s, 2 min, 10 min, 1 h, 6 h.
    /// </summary>
    // Not filled here: the binder adds to a list that it finds.
    public IList<TimeSpan>? Delays { get; set; }

    /// <summary>By which part of itself a wait may be shorter or longer. 0 to 0.5; default 0.2.</summary>
    [Range(0.0, 0.5)]
    public double Jitter { get; set; } = 0.2;

    /// <summary>The waits that are used.</summary>
    public IReadOnlyList<TimeSpan> Schedule => Delays is { Count: > 0 } ? [.. Delays] : DefaultDelays;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Delays is not { } delays) yield break;
        if (delays.Count > 20) yield return new("At most 20 waits are allowed.", [nameof(Delays)]);
        for (var no = 0; no < delays.Count; no++)
        {
            if (delays[no] <= TimeSpan.Zero || delays[no] > TimeSpan.FromDays(7))
                yield return new("A wait must be more than 0 and at most 7 days.", [$"{nameof(Delays)}:{no}"]);
        }
    }
}
