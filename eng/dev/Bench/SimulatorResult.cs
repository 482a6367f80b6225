using System.Globalization;

namespace PushFunctions.Dev.Bench;

/// <summary>How fast the simulator is, and what a million pushes leave in its memory.</summary>
/// <param name="CallsPerSecondOfOne">Calls of <c>push/single</c> with one user each.</param>
/// <param name="CallsPerSecondOfHundred">Calls with 100 users each.</param>
/// <param name="Pushes">Users sent in all.</param>
/// <param name="MegabytesAtStart">Resident memory before the first push.</param>
/// <param name="MegabytesAtHalf">After half of the pushes.</param>
/// <param name="MegabytesAtEnd">After all of them.</param>
public sealed record SimulatorResult(
    double CallsPerSecondOfOne, double CallsPerSecondOfHundred, long Pushes, double MegabytesAtStart,
    double MegabytesAtHalf, double MegabytesAtEnd)
{
    private const int LeastCallsPerSecond = 1_000;
    private const double MostGrowth = 0.2;

    /// <summary>How much the memory grew from the half to the end, as a share.</summary>
    public double Growth => (MegabytesAtEnd / MegabytesAtHalf) - 1;

    /// <summary>At least 1,000 calls per second of either kind, and at most 20 % of growth.</summary>
    public bool IsGood =>
        Math.Min(CallsPerSecondOfOne, CallsPerSecondOfHundred) >= LeastCallsPerSecond && Growth <= MostGrowth;

    internal IEnumerable<(string Figure, string Value)> Rows() =>
    [
        ("calls per second, 1 user each", Text(CallsPerSecondOfOne)),
        ("calls per second, 100 users each", Text(CallsPerSecondOfHundred)),
        ("least allowed", Text(LeastCallsPerSecond)),
        ("resident memory at 0 pushes, MB", Text(MegabytesAtStart)),
        ($"at {Text(Pushes / 2d)}", Text(MegabytesAtHalf)),
        ($"at {Text(Pushes)}", Text(MegabytesAtEnd)),
        ("growth from half to end", Growth.ToString("0.0 %", CultureInfo.InvariantCulture)),
        ("most allowed", MostGrowth.ToString("0.0 %", CultureInfo.InvariantCulture)),
    ];

    private static string Text(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
