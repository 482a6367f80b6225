using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Finds a label's changes by reading its rows, and makes them while it reads. Where the step's time ends, the next one
/// reads on at the first user for whom something is still to be done.
/// </summary>
public sealed class StreamedSync(
    StorageClients storage, MemberCalls calls, LabelCreation creation, IOptions<LabelOptions> options,
    TimeProvider time)
{
    public async Task<(StepEnd End, bool IsThere, int Applied)> RunAsync(
        LabelStep step, StepTurn turn, CancellationToken cancellationToken)
    {
        var run = new ChangeRun(step, calls, creation, turn, options.Value.MaxMembers);
        await using var streams = new LabelStreams(storage, time);
        await streams.OpenAsync(run.Label, step.From, cancellationToken);
        var join = new MembershipJoin(
            streams.Wanted, streams.Applied, run.Label.Key, options.Value.MaxMembers, step.Counts, time.GetUtcNow());
        var open = new OpenBatches();
        var isAtEnd = false;
        try
        {
            isAtEnd = await ReadAsync(run, join, open);
            if (isAtEnd)
            {
                foreach (var batch in open.Rest) await run.BeginAsync(batch);
            }
        }
        finally
        {
            await run.EndAsync();
        }

        if (isAtEnd) await run.CreateAsync();
        return (EndOf(run, join, step, isAtEnd ? [] : open.Rest, isAtEnd ? null : streams), run.IsThere, run.Applied);
    }

    private static async Task<bool> ReadAsync(ChangeRun run, MembershipJoin join, OpenBatches open)
    {
        while (!run.IsOver)
        {
            if (await join.NextAsync() is not { } user) return true;
            if (join.IsOutOfOrder) return false;
            if (open.Add(user, join.Before) is { } full) await run.BeginAsync(full);
        }

        return false;
    }

    private static StepEnd EndOf(
        ChangeRun run, MembershipJoin join, LabelStep step, IEnumerable<ChangeBatch> open, LabelStreams? streams)
    {
        if (run.IsLost) return new StepEnd.Lost();
        if (run.Failure is { } failure) return LabelProblems.Of(failure) with { IsUnsure = run.IsUnsure };
        if (join.IsOutOfOrder) return LabelProblems.OutOfOrder;
        var next = step with { IsThere = run.IsThere, Applied = run.Applied, HasPostponed = run.HasPostponed };
        var first = run.Undone.Concat(open).MinBy(batch => batch.Users[0].User, StringComparer.Ordinal);
        if (first is not null)
        {
            var from = first.Users[0].User;
            return new StepEnd.GoOn(next with { From = from, Counts = run.Count(first.Before, from) });
        }

        if (streams?.NextUser(run.Label.Key) is { } user)
            return new StepEnd.GoOn(next with { From = user, Counts = run.Count(join.Counts, user) });
        if (!run.IsThere) return new StepEnd.GoOn(next);
        return run.HasPostponed
            ? new StepEnd.GoOn(next with { From = null, Counts = new(), IsSecondPass = true })
            : new StepEnd.Done(run.Count(join.Counts, before: null), run.Skipped);
    }
}
