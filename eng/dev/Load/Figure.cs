using System.Globalization;

namespace PushFunctions.Dev.Load;

/// <summary>A line of a benchmark's table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">What came out.</param>
/// <param name="Goal">What is wanted; empty when the figure is only told.</param>
/// <param name="IsMet">Whether it is so.</param>
internal sealed record Figure(string Name, string Value, string Goal = "", bool IsMet = true)
{
    public static Figure Told(string name, double value, string format = "N0") => new(name, Text(value, format));

    public static Figure AtLeast(string name, double value, double least, string format = "N0") =>
        new(name, Text(value, format), $"at least {Text(least, format)}", value >= least);

    public static Figure AtMost(string name, double value, double most, string format = "N0") =>
        new(name, Text(value, format), $"at most {Text(most, format)}", value <= most);

    public static Figure Exactly(string name, long value, long wanted) =>
        new(name, Text(value, "N0"), Text(wanted, "N0"), value == wanted);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
