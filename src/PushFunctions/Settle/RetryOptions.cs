using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace PushFunctions.Settle;

/// <summary>When failed users are tried again. Bound from <c>Retry</c>, checked at start.</summary>
public sealed class RetryOptions : IValidatableObject
{
    public const string Section = "Retry";

    private const int MostDelays = 20;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    private static readonly IReadOnlyList<TimeSpan> DefaultDelays =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>
    /// The wait after each failed try, 1 to 20 of more than 0 to 7 days; default 30 s, 2 min, 10 min, 1 h, 6 h.
    /// </summary>
    // Text, and not filled here: the binder leaves out items that it cannot read, and adds to what it finds.
    public IList<string>? Delays { get; set; }

    /// <summary>By which part of itself a wait may be shorter or longer. 0 to 0.5; default 0.2.</summary>
    [Range(0.0, 0.5)]
    public double Jitter { get; set; } = 0.2;

    /// <summary>The waits that are used.</summary>
    public IReadOnlyList<TimeSpan> Schedule => Delays is null ? DefaultDelays : [.. Delays.Select(DelayOf)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Delays is not { } delays) yield break;
        if (delays.Count is 0 or > MostDelays) yield return new($"Give 1 to {MostDelays} waits.", [nameof(Delays)]);
        for (var no = 0; no < delays.Count; no++)
        {
            var delay = DelayOf(delays[no]);
            if (delay > TimeSpan.Zero && delay <= LongestDelay) continue;
            yield return new("A wait must be hh:mm:ss, more than 0 and at most 7 days.", [$"{nameof(Delays)}:{no}"]);
        }
    }

    /// <returns>Zero: it is none.</returns>
    private static TimeSpan DelayOf(string? text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var delay) ? delay : TimeSpan.Zero;
}
