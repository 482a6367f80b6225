using PushFunctions.Budgets;
using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Pacing;

/// <summary>What a broadcast against the documented limits of a plan showed.</summary>
internal sealed record PresetResult
{
    public required BudgetPreset Preset { get; init; }

    public required int Instances { get; init; }

    /// <summary>By how much the hosts' clocks differed.</summary>
    public required double SkewMilliseconds { get; init; }

    /// <summary>Full feeding: from the end of the warm-up until less was left than is held ahead.</summary>
    public required double Seconds { get; init; }

    /// <summary>The fewest calls that were still to be made when another event was taken.</summary>
    public required long LeastWaiting { get; init; }

    /// <summary>Of what the limit allows in that time; the allowances of a second are a tenth of it.</summary>
    public required double ShareUsed { get; init; }

    /// <summary>Most calls of any kind in any rolling second of the whole run, by the far side's count.</summary>
    public required long MostInSecond { get; init; }

    /// <summary>Calls of any kind that were refused as too fast.</summary>
    public required long Throttled { get; init; }

    /// <summary>From the first call to the first of <c>push/single</c> that was refused; null: none was.</summary>
    public double? SecondsToThrottled { get; init; }

    public required ToldUsers Told { get; init; }

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    /// <summary>Calls of <c>push/single</c> in any second that a plan allows.</summary>
    public static int CallsPerSecondOf(BudgetPreset preset) =>
        DocumentedBudgets.Of(preset, preset == BudgetPreset.AgoraFree ? BudgetNames.Total : BudgetNames.PushSingle)
            .Limit.CallsPerSecond
        ?? throw new ArgumentOutOfRangeException(nameof(preset), preset, "Its calls are not limited per second.");

    public IReadOnlyList<Figure> Figures() =>
    [
        new("limits of", $"{Preset}"),
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per second", CallsPerSecondOf(Preset)),
        Figure.Told("difference of the hosts' clocks, ms", SkewMilliseconds),
        Figure.Told("seconds of full feeding", Seconds, "0.0"),
        Figure.AtLeast("least calls that waited for a slot", LeastWaiting, 1),
        Figure.Told("share of the limit used", ShareUsed, "0.00 %"),
        Figure.AtMost("most calls in a rolling second", MostInSecond, CallsPerSecondOf(Preset)),
        Figure.Exactly("refused as too fast", Throttled, 0),
        .. SecondsToThrottled is { } seconds
            ? (Figure[])[Figure.Told("seconds from the first call to the first refused", seconds, "0.0")]
            : [],
        .. Told.Figures(),
    ];
}
