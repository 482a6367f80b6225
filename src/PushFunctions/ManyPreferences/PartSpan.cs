using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Where a part of a job's lines lies in its blob.</summary>
/// <param name="Bytes">How long it is.</param>
/// <param name="Lines">How many lines it has.</param>
public sealed record PartSpan(int Bytes, int Lines)
{
    /// <summary>Lines of a part: what is made once more, at most, after a crash.</summary>
    public const int MostLines = 250;

    public static byte[] Write(IReadOnlyList<PartSpan> parts) =>
        JsonSerializer.SerializeToUtf8Bytes(parts, LineFailuresJson.Relaxed.IReadOnlyListPartSpan);

    public static IReadOnlyList<PartSpan> Read(PreferenceJobRow job) =>
        JsonSerializer.Deserialize(job.Parts, LineFailuresJson.Relaxed.IReadOnlyListPartSpan)!;
}
