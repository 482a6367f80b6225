using System.Text;
using PushFunctions.Control;
using PushFunctions.Dispatch;
using PushFunctions.Replay;
using PushFunctions.Storage;
using PushFunctions.Stories;

namespace PushFunctions.Tests.Expand;

/// <summary>Pushes whose users are looked up while they are fed.</summary>
public sealed class MemberPushTests
{
    private const int Many = 650;

    private static readonly MemberSets Sets = new(["gold", "silver"], [], ["muted"]);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Everyone_who_is_chosen_is_told_once_and_counted()
    {
        using var pipeline = await MakeAsync();
        var begun = await pipeline.LookAsync();
        pipeline.Run(Long);
        var end = await pipeline.LookAsync();

        Assert.Equal((0, true), (begun.Targets, begun.Expanding));
        Assert.Equal((PushState.Finished, Many, Many, null), (end.State, end.Targets, end.Counts.Accepted, end.Expanding));
        Assert.Equal((Many + 99) / 100, end.Calls);
        Assert.Equal(Chosen, pipeline.Told.Keys.Order(StringComparer.Ordinal));
        Assert.All(pipeline.Told.Values, times => Assert.Equal(1, times));
        Assert.Contains(end.Timeline, entry => entry.What == $"{Many} members found, which are all");
        var row = pipeline.Push;
        Assert.Equal(
            string.Concat(Chosen.Select(user => $"{user}\n")), Encoding.ASCII.GetString(pipeline.Bed.Users[row.Blob!]!));
    }

    [Theory]
    [InlineData("nobody", 0)]
    [InlineData("one", 1)]
    [InlineData("hundred", 100)]
    [InlineData("more", 101)]
    [InlineData("part", 150)]
    [InlineData("step", 200)]
    [InlineData("behind", 201)]
    [InlineData("parts", 300)]
    public async Task However_many_there_are_it_ends_by_itself(string label, int users)
    {
        using var pipeline = new MemoryPipeline();
        await SomeMembers.PutAsync(pipeline.Bed.LabelMembers, label, Some.Users(users));
        await pipeline.AcceptMembersAsync(new([], [label], []));

        // No watchdog has to put anything again.
        pipeline.Run(TimeSpan.FromSeconds(14));
        var end = await pipeline.LookAsync();

        Assert.Equal((PushState.Finished, users, users), (end.State, end.Targets, end.Counts.Accepted));
        Assert.Equal(users, pipeline.Told.Count);
    }

    [Fact]
    public async Task Whoever_dies_and_wherever_everyone_is_told_and_nobody_twice_without_its_being_said()
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = await MakeAsync();
            pipeline.KillAfter(operation);

            await pipeline.RunWatchedAsync(Long);
            if (!pipeline.IsKilled) break;

            await AssertToldAsync(pipeline, Chosen, Chosen, $"Killed at {operation}.");
        }
    }

    /// <summary>Some come and some go: who belongs all the time is told, and nobody twice.</summary>
    [Fact]
    public async Task Whoever_dies_while_members_change_nobody_is_told_twice()
    {
        for (var operation = 0; ; operation += 3)
        {
            using var pipeline = await MakeAsync();
            pipeline.KillAfter(operation);
            pipeline.InterruptAt(operation, () => ChangeAsync(pipeline));

            await pipeline.RunWatchedAsync(Long);
            if (!pipeline.IsKilled) break;

            var stayed = Chosen.Where(user => !user.EndsWith('7')).ToList();
            var atMost = Chosen.Concat(Some.Users(Many + 50).Select(user => user + ".new")).ToList();
            await AssertToldAsync(pipeline, stayed, atMost, $"Changed at {operation}.");
        }
    }

    /// <summary>Two processes take the same step, and one of them others' members.</summary>
    [Fact]
    public async Task Two_who_take_the_same_step_write_one_list()
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = await MakeAsync();
            pipeline.InterruptAt(operation, async () =>
            {
                await ChangeAsync(pipeline);
                await pipeline.Bed.Get<FeedStep>().RunAsync(
                    DispatchStep.ForNext(pipeline.Push), CancellationToken.None);
            });

            pipeline.Run(TimeSpan.FromSeconds(6));
            if (pipeline.IsToBeInterrupted) break;
            pipeline.Run(Long);

            var stayed = Chosen.Where(user => !user.EndsWith('7')).ToList();
            var atMost = Chosen.Concat(Some.Users(Many + 50).Select(user => user + ".new")).ToList();
            await AssertToldAsync(pipeline, stayed, atMost, $"Interrupted at {operation}.");
        }
    }

    [Theory]
    [InlineData(ControlAction.Cancel)]
    [InlineData(ControlAction.Pause)]
    public async Task It_may_be_stopped_while_they_are_looked_up(ControlAction action)
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = await MakeAsync();
            pipeline.InterruptAt(operation, () => pipeline.DoAsync(action));

            pipeline.Run(TimeSpan.FromSeconds(4.5));
            if (pipeline.IsToBeInterrupted) break;
            if (action == ControlAction.Pause)
            {
                pipeline.Run(TimeSpan.FromMinutes(1));
                Assert.Equal(PushState.Paused, (await pipeline.LookAsync()).State);
                await pipeline.DoAsync(ControlAction.Resume);
                pipeline.Run(Long);
                await AssertToldAsync(pipeline, Chosen, Chosen, $"Paused at {operation}.");
                continue;
            }

            pipeline.Run(Long);
            var end = await pipeline.LookAsync();
            Assert.True(end is { State: PushState.Cancelled, Expanding: null }, $"Cancelled at {operation}: {end}");
            Assert.True(
                end.Counts.Accepted + end.Counts.Cancelled == end.Targets && pipeline.Told.Count == end.Counts.Accepted,
                $"Cancelled at {operation}: {end.Counts}");
        }
    }

    [Fact]
    public async Task Whose_time_is_over_before_it_begins_expires_with_nobody()
    {
        using var pipeline = await MakeAsync(push => push.ExpiresAt = Some.Now.AddMinutes(1));
        await pipeline.DoAsync(ControlAction.Pause);
        pipeline.Run(TimeSpan.FromMinutes(2));

        var end = await pipeline.LookAsync();

        Assert.Equal((PushState.Finished, 0, null), (end.State, end.Targets, end.Expanding));
        Assert.Empty(pipeline.Told);
    }

    /// <summary>While nothing could be sent it was given up; a replay looks on where it was.</summary>
    [Fact]
    public async Task Who_is_sent_to_again_after_it_was_given_up_is_everyone()
    {
        using var pipeline = await MakeAsync();
        pipeline.Bed.Users.AfterAppend = () => pipeline.Bed.Time.Advance(TimeSpan.FromSeconds(1));
        pipeline.Refuses = _ => true;
        pipeline.Run(TimeSpan.FromSeconds(1.5));
        var push = pipeline.Push;
        Assert.True(push.IsExpanding);
        push.BeginThrottled(pipeline.Bed.Time.Now, pipeline.Bed.Time.Now.AddDays(-2));
        await pipeline.Bed.Pushes.UpdateEntityAsync(push, Azure.ETag.All, Azure.Data.Tables.TableUpdateMode.Replace);
        pipeline.Run(Long);
        var given = await pipeline.LookAsync();
        (pipeline.Bed.Users.AfterAppend, pipeline.Refuses) = (null, null);

        Assert.True(given is { State: PushState.Finished, Counts.Dead: > 0, Expanding: null }, $"{given}");
        Assert.InRange(given.Targets, 1, Many - 1);
        await pipeline.Bed.Get<PushReplay>().ReplayAsync(
            Some.PushId, ReplayRequest.OfDeadLetters, onlyCount: false, CancellationToken.None);
        await pipeline.RunWatchedAsync(Long);

        await AssertToldAsync(pipeline, Chosen, Chosen, "Replayed.");
    }

    [Fact]
    public async Task While_it_grows_the_list_tells_of_single_users_and_the_last_batch_waits()
    {
        using var pipeline = await MakeAsync();
        pipeline.Bed.LabelMembers.Before = _ => pipeline.Bed.Time.Advance(TimeSpan.FromSeconds(0.3));
        pipeline.Run(TimeSpan.FromSeconds(2));
        var found = (await pipeline.Bed.Get<PushStore>().FindWithStepsAsync(Some.PushId, CancellationToken.None))!;
        var (push, stories) = (found.Push, pipeline.Bed.Get<UserStories>());

        Assert.True(push.IsExpanding);
        Assert.Equal(push.Targets / 100, push.Batches);
        Assert.NotNull(await stories.FindAsync(found, Chosen[0], CancellationToken.None));
        Assert.NotNull(await stories.FindAsync(found, Chosen[push.Targets - 1], CancellationToken.None));
        Assert.Null(await stories.FindAsync(found, Chosen[^1], CancellationToken.None));
        var view = await pipeline.LookAsync();
        Assert.Equal((true, null), (view.Expanding, view.ExpectedFinish));

        pipeline.Bed.LabelMembers.Before = null;
        pipeline.Run(Long);
        await AssertToldAsync(pipeline, Chosen, Chosen, "Looked at.");
    }

    /// <summary>Only rare ones are chosen: steps go on from where they were, and each is short.</summary>
    [Fact]
    public async Task Who_is_rare_among_very_many_is_found_by_many_steps()
    {
        using var pipeline = new MemoryPipeline();
        await SomeMembers.PutAsync(pipeline.Bed.LabelMembers, "all", Some.Users(900));
        await SomeMembers.PutAsync(pipeline.Bed.LabelMembers, "muted", Some.Users(900).Where((_, no) => no % 100 != 0));
        pipeline.Bed.LabelMembers.Before = _ => pipeline.Bed.Time.Advance(TimeSpan.FromSeconds(6));
        await pipeline.AcceptMembersAsync(new(["all"], [], ["muted"]));

        pipeline.Run(TimeSpan.FromMinutes(30));
        var end = await pipeline.LookAsync();

        Assert.Equal((PushState.Finished, 9, 1), (end.State, end.Counts.Accepted, end.Calls));
        Assert.All(pipeline.Told.Values, times => Assert.Equal(1, times));
    }

    private static IReadOnlyList<string> Chosen { get; } = Some.Users(Many + 50)
        .Where((_, no) => no is < 300 or >= 350).ToList();

    /// <summary>Half of them have one label, half the other, some both; and some have muted.</summary>
    private static async Task<MemoryPipeline> MakeAsync(Action<PushRow>? change = null)
    {
        var pipeline = new MemoryPipeline();
        var users = Some.Users(Many + 50);
        await SomeMembers.PutAsync(pipeline.Bed.LabelMembers, "gold", users.Where((_, no) => no % 2 == 0 || no % 5 == 0));
        await SomeMembers.PutAsync(pipeline.Bed.LabelMembers, "silver", users.Where((_, no) => no % 2 == 1));
        await SomeMembers.PutAsync(pipeline.Bed.LabelMembers, "muted", users.Skip(300).Take(50));
        await pipeline.AcceptMembersAsync(Sets, change);
        return pipeline;
    }

    /// <summary>Whose number ends in 7 goes, and between all others some come.</summary>
    private static async Task ChangeAsync(MemoryPipeline pipeline)
    {
        var members = pipeline.Bed.LabelMembers;
        var before = members.Before;
        members.Before = null;
        foreach (var user in Some.Users(Many + 50))
        {
            if (user.EndsWith('7')) await members.DeleteEntityAsync("silver", user);
            if (user.EndsWith("35", StringComparison.Ordinal)) await SomeMembers.PutAsync(members, "gold", [user + ".new"]);
        }

        members.Before = before;
    }

    private static async Task AssertToldAsync(
        MemoryPipeline pipeline, IEnumerable<string> atLeast, IEnumerable<string> atMost, string when)
    {
        var end = await pipeline.LookAsync();
        Assert.True(end is { State: PushState.Finished, Counts.Pending: 0 }, $"{when} {end.State} {end.Counts}");
        Assert.True(end.Counts.Accepted == end.Targets, $"{when} {end.Counts} of {end.Targets}");
        Assert.True(!atLeast.Except(pipeline.Told.Keys).Any(), $"{when} Somebody was forgotten.");
        Assert.True(!pipeline.Told.Keys.Except(atMost).Any(), $"{when} Somebody was told who was never chosen.");
        Assert.True(pipeline.Told.Count == end.Targets, $"{when} {pipeline.Told.Count} were told of {end.Targets}.");
        var twice = pipeline.Told.Values.Count(times => times > 1);
        Assert.True(twice <= end.PossiblyTwice, $"{when} {twice} were told twice, of {end.PossiblyTwice}.");
    }
}
