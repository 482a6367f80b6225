using System.Text.Json.Serialization;
using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>What came of the replay of a push.</summary>
/// <param name="PushId">The push.</param>
/// <param name="Users">
/// How many users are sent to again or, when it was only counted, would be; null: labels or everyone.
/// </param>
/// <param name="Round">The replay that has begun, from 1; null: none has.</param>
public sealed record ReplayAnswer(string PushId, int? Users, int? Round);

[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(LettersReplayed))]
[JsonSerializable(typeof(LetterPage))]
[JsonSerializable(typeof(LetterCounts))]
internal sealed partial class ReplayJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static ReplayJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
