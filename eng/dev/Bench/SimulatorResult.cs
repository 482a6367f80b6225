using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Bench;

/// <summary>How fast the simulator is, and what a million pushes leave in its memory.</summary>
/// <param name="CallsPerSecondOfOne">Calls of <c>push/single</c> with one user each.</param>
/// <param name="CallsPerSecondOfHundred">Calls with 100 users each.</param>
/// <param name="Pushes">Users sent in all.</param>
/// <param name="MegabytesAtStart">Resident memory before the first push.</param>
/// <param name="MegabytesAtHalf">After half of the pushes.</param>
/// <param name="MegabytesAtEnd">After all of them.</param>
internal sealed record SimulatorResult(
    double CallsPerSecondOfOne, double CallsPerSecondOfHundred, long Pushes, double MegabytesAtStart,
    double MegabytesAtHalf, double MegabytesAtEnd)
{
    private const int LeastCallsPerSecond = 1_000;
    private const double MostGrowth = 0.2;

    /// <summary>How much the memory grew from the half to the end, as a share.</summary>
    public double Growth => (MegabytesAtEnd / MegabytesAtHalf) - 1;

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.AtLeast("calls per second, 1 user each", CallsPerSecondOfOne, LeastCallsPerSecond),
        Figure.AtLeast("calls per second, 100 users each", CallsPerSecondOfHundred, LeastCallsPerSecond),
        Figure.Told("resident memory at 0 pushes, MB", MegabytesAtStart),
        Figure.Told(FormattableString.Invariant($"at {Pushes / 2:N0}"), MegabytesAtHalf),
        Figure.Told(FormattableString.Invariant($"at {Pushes:N0}"), MegabytesAtEnd),
        Figure.AtMost("growth from half to end", Growth, MostGrowth, "0.0 %"),
    ];
}
