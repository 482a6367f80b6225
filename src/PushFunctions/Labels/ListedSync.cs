using AgoraChat.Push;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Makes changes that the planner has listed: removals, then additions.</summary>
public sealed class ListedSync(MemberCalls calls, LabelCreation creation, IOptions<LabelOptions> options)
{
    public async Task<(StepEnd End, bool IsThere, int Applied)> RunAsync(LabelStep step, StepTurn turn)
    {
        // A list is short of the limit by what it removes first.
        var run = new ChangeRun(step with { IsSecondPass = true }, calls, creation, turn, options.Value.MaxMembers);
        await RunAsync(run, step, Removals(step.Changes!));
        await RunAsync(run, step, Additions(step.Changes!));
        await run.CreateAsync();
        return (EndOf(run, step), run.IsThere, run.Applied);
    }

    private static async Task RunAsync(ChangeRun run, LabelStep step, IEnumerable<JoinedUser> users)
    {
        try
        {
            foreach (var kind in users.GroupBy(user => user.Change))
            {
                foreach (var chunk in kind.Chunk(LabelsClient.MaxUsers))
                    await run.BeginAsync(new(kind.Key, step.Counts) { Users = chunk });
            }
        }
        finally
        {
            await run.EndAsync();
        }
    }

    private static StepEnd EndOf(ChangeRun run, LabelStep step)
    {
        if (run.IsLost) return new StepEnd.Lost();
        if (run.Failure is { } failure) return LabelProblems.Of(failure) with { IsUnsure = run.IsUnsure };
        var counts = run.Count(step.Counts, before: null);
        if (run.IsDone) return new StepEnd.Done(counts, run.Skipped);
        var adds = run.Open(MembershipChange.Add).ToList();
        return new StepEnd.GoOn(step with
        {
            Counts = counts,
            Changes = step.Changes! with
            {
                Adds = [.. adds.Select(user => user.User)],
                Versions = [.. adds.Select(user => user.Version)],
                Removes = [.. run.Open(MembershipChange.Remove).Select(user => user.User)],
                Forgets = [.. run.Open(MembershipChange.Forget).Select(user => user.User)],
            },
        });
    }

    private static IEnumerable<JoinedUser> Removals(LabelChanges changes) =>
    [
        .. changes.Removes.Select(user => new JoinedUser(user, MembershipChange.Remove, 0, changes.ReadAt)),
        .. changes.Forgets.Select(user => new JoinedUser(user, MembershipChange.Forget, 0, changes.ReadAt)),
    ];

    private static IEnumerable<JoinedUser> Additions(LabelChanges changes) => changes.Adds.Zip(
        changes.Versions, (user, version) => new JoinedUser(user, MembershipChange.Add, version, changes.ReadAt));
}
