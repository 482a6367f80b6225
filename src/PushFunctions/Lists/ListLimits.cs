using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Lists;

/// <summary>What is too much for a list.</summary>
/// <param name="MaxLines">Most lines, good and bad.</param>
/// <param name="MaxBytes">Most bytes, once unpacked.</param>
public sealed record ListLimits(int MaxLines, long MaxBytes)
{
    /// <summary>Ids pack ten times smaller at best; what packs better than this is no list of ids.</summary>
    public const int MaxRatio = 100;

    /// <summary>Before this, a ratio says nothing.</summary>
    public const int RatioFrom = 1024 * 1024;

    public Problem TooManyLines => TooLarge(string.Create(
        CultureInfo.InvariantCulture, $"It has more than {MaxLines:N0} lines. Part it into several audiences."));

    public Problem TooManyBytes => TooLarge(string.Create(
        CultureInfo.InvariantCulture,
        $"It has more than {MaxBytes:N0} bytes once unpacked. Part it into several audiences."));

    public static Problem TooWellPacked => TooLarge(string.Create(
        CultureInfo.InvariantCulture,
        $"It grows to more than {MaxRatio} times its size when it is unpacked, as no list of ids does. "
        + $"Send it unpacked, each user once."));

    private static Problem TooLarge(string why) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.AudienceTooLarge, "The audience is too large",
        $"{why} Nothing was changed.");
}
