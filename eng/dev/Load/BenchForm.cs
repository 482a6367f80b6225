using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Load;

/// <summary>What is run, as the names of its files say it: other forms of a benchmark have other files.</summary>
/// <param name="Bench">The benchmark.</param>
/// <param name="Traits">What tells this form from others; null: nothing to tell.</param>
internal sealed record BenchForm(string Bench, params IReadOnlyList<string?> Traits)
{
    private const int UsualCallsPerMinute = 1_200;
    private const int UsualInstances = 2;

    /// <summary>A form on a stack, of which it tells what is not usual.</summary>
    public static BenchForm On(LocalStackOptions stack, string bench, string trait) => new(
        bench,
        trait,
        stack.CallsPerMinute == UsualCallsPerMinute ? null : $"{stack.CallsPerMinute}",
        stack.Instances == UsualInstances ? null : HostsOf(stack),
        SkewOf(stack),
        StorageOf(stack));

    public static string HostsOf(LocalStackOptions stack) => stack.Instances == 1 ? "1host" : $"{stack.Instances}hosts";

    /// <returns>Null: all clocks are the same.</returns>
    public static string? SkewOf(LocalStackOptions stack) =>
        stack.ClockSkew == TimeSpan.Zero ? null : $"skew{stack.ClockSkew.TotalMilliseconds:0}";

    /// <returns>Null: storage is in memory.</returns>
    public static string? StorageOf(LocalStackOptions stack) => stack.InMemoryStorage ? null : "files";

    public static string Seconds(double minutes) => $"{minutes * 60:0}s";

    public override string ToString() => string.Join('-', Traits.OfType<string>().Prepend(Bench));
}
