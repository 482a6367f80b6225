namespace PushFunctions.Dev.Load;

/// <summary>How figures, in milliseconds, are spread.</summary>
internal sealed record Spread(double P50, double P90, double P99, double Max)
{
    /// <returns>Null when there are no figures.</returns>
    public static Spread? Of(IReadOnlyCollection<double> figures) => figures.Count == 0
        ? null
        : new(
            Percentiles.Of(figures, 0.5), Percentiles.Of(figures, 0.9), Percentiles.Of(figures, 0.99),
            figures.Max());

    public override string ToString() => FormattableString.Invariant($"{P50:0.0} / {P90:0.0} / {P99:0.0} / {Max:0.0}");
}
