using AgoraChat.Push;
using PushFunctions.Claims;
using PushFunctions.Control;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>What the watchdog does, and does not do, for users who are due again.</summary>
public sealed class DueUsersTests
{
    private const int Users = 300;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_push_that_rests_nothing_is_put_again(bool isStalled)
    {
        using var pipeline = new MemoryPipeline { FarSide = FailOnce };
        using var repairs = new CountedRepairs(pipeline.Bed);
        await pipeline.AcceptAsync(Users);
        pipeline.Run(TimeSpan.FromSeconds(10));
        if (isStalled) await pipeline.Bed.Get<PushStall>().StallAsync(Some.PushId, "The plan is over.", "plan");
        else pipeline.Ask(ControlAction.Pause);
        pipeline.Run(TimeSpan.FromMinutes(1));
        var puts = pipeline.Bed.Dispatch.Puts.Count;

        pipeline.Run(TimeSpan.FromHours(1));

        Assert.Empty(repairs.All);
        Assert.Equal(puts, pipeline.Bed.Dispatch.Puts.Count);
        Assert.Equal(Users, (await pipeline.LookAsync()).Counts.Retrying);

        pipeline.Ask(ControlAction.Resume);
        pipeline.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(Users, (await pipeline.LookAsync()).Counts.Accepted);
        Assert.Empty(repairs.All);
    }

    /// <summary>The queue hides a message for six hours at most here.</summary>
    [Theory]
    [InlineData("07:00:00")]
    [InlineData("12:00:00")]
    [InlineData("05:59:00")]
    public async Task A_try_beyond_the_queue_comes_in_time_and_is_no_repair(string delay)
    {
        var due = DateTimeOffset.MinValue;
        using var pipeline = new MemoryPipeline(("Retry__Delays__0", delay), ("Retry__Jitter", "0"));
        pipeline.FarSide = (user, before) =>
        {
            if (before == 0) due = pipeline.Bed.Schedule.DueAfter(Some.PushId, 0, 1, pipeline.Bed.Time.Now);
            return FailOnce(user, before);
        };
        using var repairs = new CountedRepairs(pipeline.Bed);
        await pipeline.AcceptAsync(Users);
        pipeline.Run(TimeSpan.FromMinutes(1));
        var puts = pipeline.Bed.Dispatch.Puts.Count;

        pipeline.Run(due - pipeline.Bed.Time.Now + TimeSpan.FromMinutes(2));

        Assert.Equal((PushState.Finished, Users), (pipeline.Push.State, (await pipeline.LookAsync()).Counts.Accepted));
        Assert.InRange(pipeline.LastCall!.Value - due, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Empty(repairs.All);
        Assert.InRange(pipeline.Bed.Dispatch.Puts.Count - puts, 0, 40);
    }

    /// <summary>A bell that could not be rung.</summary>
    [Fact]
    public async Task A_step_that_was_lost_is_put_again_within_a_minute()
    {
        using var pipeline = new MemoryPipeline { FarSide = FailOnce };
        using var repairs = new CountedRepairs(pipeline.Bed);
        await pipeline.AcceptAsync(Users);
        pipeline.Run(TimeSpan.FromSeconds(5));
        pipeline.DropDispatch = true;
        pipeline.Run(TimeSpan.FromSeconds(40));
        pipeline.DropDispatch = false;
        var since = pipeline.Bed.Time.Now;

        pipeline.Run(TimeSpan.FromMinutes(2));

        Assert.Equal(Users, (await pipeline.LookAsync()).Counts.Accepted);
        Assert.Contains(repairs.All, repair => repair.StartsWith("retry_step", StringComparison.Ordinal));
        Assert.InRange(pipeline.LastCall!.Value - since, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static PushStatus FailOnce(string user, int before) => before == 0 ? PushStatus.Error : PushStatus.Success;
}
