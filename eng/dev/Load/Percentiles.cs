namespace PushFunctions.Dev.Load;

/// <summary>What many figures say together.</summary>
internal static class Percentiles
{
    public static double Median(IEnumerable<double> figures) => Of(figures, 0.5);

    /// <summary>The smallest figure that a share of all do not exceed.</summary>
    public static double Of(IEnumerable<double> figures, double share)
    {
        var sorted = figures.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}
