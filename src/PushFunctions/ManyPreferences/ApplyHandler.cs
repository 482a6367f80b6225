using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Labels;
using PushFunctions.Preferences;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>
/// Does a step of a job: goes on part after part for some seconds, writes down what became of each, then puts itself
/// back. A step that is held, or over, is done by nobody else.
/// </summary>
public sealed class ApplyHandler(
    PreferenceJobs jobs, PreferenceBody bodies, BulkCalls calls, DeadLetters deadLetters,
    IOptions<PreferenceOptions> options, IOptions<RetryOptions> retries, TimeProvider time, ILogger<ApplyHandler> log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly LineForm _form = new(bodies.Reader);

    public async Task HandleAsync(string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadPreferenceStep(body.ToString(), out var step, out var why))
        {
            await deadLetters.SetAsideAsync(QueueNames.Preferences, messageId, body, why, cancellationToken);
            return;
        }

        using var activity = PushTelemetry.Begin("preferences", step.TraceParent, step.Job);
        var job = await jobs.FindAsync(step.Job, cancellationToken);
        if (job is null or { EndedAt: not null } || job.Step != step.Step || job.Until > time.GetUtcNow()) return;
        Hold(job);
        // Whoever was faster does it.
        if (!await jobs.TryWriteAsync(job)) return;
        await RunAsync(job, cancellationToken);
    }

    private async Task RunAsync(PreferenceJobRow job, CancellationToken cancellationToken)
    {
        using var turn = new StepTurn(options.Value.StepTime, time, cancellationToken);
        var parts = PartSpan.Read(job);
        var wait = TimeSpan.Zero;
        while (job.Next < parts.Count && !turn.IsOver)
        {
            var (isWhole, failure) = await DoPartAsync(job, parts, turn, cancellationToken);
            if (isWhole) job.Next++;
            job.Reason = failure is null ? "" : failure.Description;
            job.Waits = failure is null ? 0 : job.Waits + 1;
            Hold(job);
            if (!await jobs.TryWriteAsync(job)) return;
            if (failure is null) continue;
            wait = WaitAfter(job.Waits);
            log.JobWaits(job.Id, LoggedAnswer.Of(failure), wait.TotalSeconds);
            break;
        }

        if (job.Next == parts.Count && await TryEndPassAsync(job) is { } next) wait = next;
        (job.Step, job.Until, job.Due) = (job.Step + 1, default, time.GetUtcNow() + wait);
        if (!await jobs.TryWriteAsync(job)) return;
        if (job.EndedAt is null) await jobs.PutStepAsync(job, wait);
        else await EndAsync(job);
    }

    private async Task EndAsync(PreferenceJobRow job)
    {
        await jobs.EndAsync(job);
        var sum = await jobs.CountAsync(job.Id, CancellationToken.None);
        log.JobEnded(job.Id, sum.Applied, sum.Failed, sum.Refused);
    }

    /// <returns>Whether nothing of the part is left but for further tries; why the far side takes no calls.</returns>
    private async Task<(bool IsWhole, CallFailure? Failure)> DoPartAsync(
        PreferenceJobRow job, IReadOnlyList<PartSpan> parts, StepTurn turn, CancellationToken cancellationToken)
    {
        var row = await jobs.FindPartAsync(job.Id, job.Next, cancellationToken);
        if (row is { Retrying: 0 } && IsComplete(row, parts[job.Next])) return (true, null);
        var lines = _form.ReadKept(await jobs.ReadLinesAsync(job.Id, parts, job.Next, cancellationToken));
        var state = new PartState(lines, row);
        CallFailure? failure = null;
        if (MustEnd(job)) GiveUp(job, lines, state);
        else failure = await calls.RunAsync(job, lines, state, turn);
        var after = state.ToRow(job.Id, job.Next);
        await jobs.WritePartAsync(after);
        // A line that the end of the step's time kept from a try is not one that is tried again later.
        var isCut = turn.IsOver && state.Left.Any(index => !state.IsTriedNow(index));
        return (failure is null && !isCut && IsComplete(after, parts[job.Next]), failure);
    }

    private static bool IsComplete(PreferencePartRow row, PartSpan span) =>
        row.Applied + row.Failed + row.Refused + row.Retrying == span.Lines;

    /// <summary>Further tries are over, or the job's time is.</summary>
    private bool MustEnd(PreferenceJobRow job) =>
        job.Pass > retries.Value.Schedule.Count || time.GetUtcNow() > job.AcceptedAt + options.Value.GiveUpAfter;

    private void GiveUp(PreferenceJobRow job, IReadOnlyList<PreferenceLine> lines, PartState state)
    {
        var why = job.Reason.Length > 0 ? $" The push service said: {job.Reason.TrimEnd('.')}." : "";
        var left = state.Left;
        foreach (var index in left)
        {
            state.Fail(
                index, LineState.LeftOf(lines[index], state[index]),
                $"Given up after {job.Pass} tries: the push service was away, or refused every call.{why}");
        }

        if (left.Count > 0) log.GivenUp(job.Id, left.Count);
    }

    /// <summary>All parts have been gone through: who is left is tried again later, or the job has ended.</summary>
    private async Task<TimeSpan?> TryEndPassAsync(PreferenceJobRow job)
    {
        var sum = await jobs.CountAsync(job.Id, CancellationToken.None);
        if (sum.Retrying == 0)
        {
            job.EndedAt = time.GetUtcNow();
            return null;
        }

        (job.Next, job.Pass) = (0, job.Pass + 1);
        var schedule = retries.Value.Schedule;
        return job.Pass > schedule.Count ? TimeSpan.Zero : Shorter(schedule[job.Pass - 1], WorkQueues.MaxWait);
    }

    private void Hold(PreferenceJobRow job) => job.Until = time.GetUtcNow() + options.Value.LeaseTime;

    private static TimeSpan WaitAfter(int waits) =>
        Shorter(FirstWait * Math.Pow(2, Math.Min(waits - 1, 10)), LongestWait);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
