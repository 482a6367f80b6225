using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.ManyPreferences;

/// <summary>A line of which something was not set, and will not be.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="User">Its user; null: it names none.</param>
/// <param name="Fields">What was not set; null: the line was refused as a whole.</param>
/// <param name="Reason">Why.</param>
public sealed record LineFailure(int Line, string? User, IReadOnlyList<string>? Fields, string Reason)
{
    private const string TooMany = "Refused; too many lines to keep the reasons.";

    /// <summary>A column holds 64 KiB.</summary>
    private const int MaxBytes = 60_000;

    public static byte[] Write(IReadOnlyList<LineFailure> failures)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(failures, LineFailuresJson.Relaxed.IReadOnlyListLineFailure);
        if (json.Length > MaxBytes) json = With(failures, failure => EventNames.Shorten(failure.Reason));
        // Even short texts are too long when they are in Chinese.
        return json.Length > MaxBytes ? With(failures, _ => TooMany) : json;
    }

    private static byte[] With(IReadOnlyList<LineFailure> failures, Func<LineFailure, string> reason) =>
        JsonSerializer.SerializeToUtf8Bytes(
            [.. failures.Select(failure => failure with { Reason = reason(failure) })],
            LineFailuresJson.Relaxed.IReadOnlyListLineFailure);

    public static IReadOnlyList<LineFailure> Read(byte[] json) => json.Length == 0
        ? []
        : JsonSerializer.Deserialize(json, LineFailuresJson.Relaxed.IReadOnlyListLineFailure)!;
}

[JsonSerializable(typeof(IReadOnlyList<LineFailure>))]
[JsonSerializable(typeof(IReadOnlyList<PartSpan>))]
internal sealed partial class LineFailuresJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static LineFailuresJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
