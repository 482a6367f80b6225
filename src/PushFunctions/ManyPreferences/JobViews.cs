using System.Text.Json.Serialization;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Many preferences were taken.</summary>
public sealed record JobAcceptedView(string Id, string State, int Lines, int Refused, string StatusUrl);

/// <summary>What became of them.</summary>
/// <param name="Counts">They sum to the lines.</param>
/// <param name="Reason">Why it waits.</param>
public sealed record JobView(
    string Id, string App, string State, int Lines, JobCounts Counts, string? Reason, DateTimeOffset AcceptedAt,
    DateTimeOffset? EndedAt)
{
    public const string Running = "running";
    public const string Finished = "finished";

    public static JobView Of(PreferenceJobRow job, PreferencePartRow sum) => new(
        job.Id, job.App, job.EndedAt is null ? Running : Finished, job.Lines,
        new(
            job.Lines - sum.Applied - sum.Failed - sum.Retrying - sum.Refused, sum.Applied, sum.Retrying, sum.Failed,
            sum.Refused),
        job.EndedAt is null && job.Reason.Length > 0 ? job.Reason : null, job.AcceptedAt, job.EndedAt);
}

/// <summary>Lines by what became of them.</summary>
public sealed record JobCounts(int Pending, int Applied, int Retrying, int Failed, int Refused);

/// <summary>Some of the lines that ended badly.</summary>
public sealed record JobFailuresView(string Id, IReadOnlyList<LineFailure> Failures, string? Cursor);

[JsonSerializable(typeof(JobAcceptedView))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JobFailuresView))]
internal sealed partial class JobsJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static JobsJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
