using PushFunctions.Control;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

/// <summary>Users whom no step had fed when their push was given up, and their dead letter.</summary>
public sealed class FeedCutTests
{
    [Fact]
    public async Task Why_they_are_dead_is_said_whatever_became_of_the_push_since()
    {
        using var pipeline = await GiveUpAsync();
        pipeline.Run(TimeSpan.FromMinutes(1));
        var push = pipeline.Push;
        var before = UserEntry.OfUnfed(push)!;
        push.EndThrottled(pipeline.Bed.Time.Now);

        Assert.Equal(before, UserEntry.OfUnfed(push));
        Assert.Contains($"{push.GivenUpAt:O}", before.Description, StringComparison.Ordinal);
    }

    /// <summary>The letter is written before the push's row, which another may be faster to change.</summary>
    [Fact]
    public async Task Their_letter_is_there_only_if_they_are_dead()
    {
        // More than a step has operations.
        for (var operation = 0; operation < 30; operation++)
        {
            using var pipeline = await GiveUpAsync();
            pipeline.InterruptAt(operation, () => GoOnAsync(pipeline));
            pipeline.Run(TimeSpan.FromMinutes(2));

            var end = await pipeline.LookAsync();
            Assert.Equal(PushState.Finished, end.State);
            Assert.True(
                end.Counts.Dead == Letters(pipeline).Sum(letter => letter.Count),
                $"Interrupted at {operation}: {end.Counts}, {Letters(pipeline).Count} letters.");
        }
    }

    [Fact]
    public async Task It_goes_too_if_the_replay_is_cancelled_before_its_first_step()
    {
        using var pipeline = await GiveUpAsync();
        pipeline.Run(TimeSpan.FromMinutes(1));
        Assert.Single(Letters(pipeline));

        await pipeline.Bed.Get<PushReplay>().ReplayAsync(
            Some.PushId, ReplayRequest.OfDeadLetters, onlyCount: false, CancellationToken.None);
        await pipeline.DoAsync(ControlAction.Cancel);
        pipeline.Run(TimeSpan.FromMinutes(2));

        Assert.Equal(250, (await pipeline.LookAsync()).Counts.Cancelled);
        Assert.Empty(pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(""));
    }

    /// <summary>A push to 250 users of which nothing could be sent for long.</summary>
    private static async Task<MemoryPipeline> GiveUpAsync()
    {
        var pipeline = new MemoryPipeline(("Stalled__After", "00:01:00"), ("Stalled__GiveUpAfter", "00:05:00"));
        await pipeline.AcceptAsync(250, push => push.BeginThrottled(Some.Now, Some.Now.AddHours(-1)));
        return pipeline;
    }

    /// <summary>As whoever sees that a call was taken.</summary>
    private static async Task GoOnAsync(MemoryPipeline pipeline)
    {
        var pushes = pipeline.Bed.Get<PushStore>();
        while (await pushes.FindAsync(Some.PushId, CancellationToken.None) is { HasEnded: false } push)
        {
            push.EndThrottled(pipeline.Bed.Time.Now);
            if (await pushes.TryWriteAsync(push, [], CancellationToken.None)) return;
        }
    }

    private static IReadOnlyList<DeadLetterRow> Letters(MemoryPipeline pipeline) =>
        [.. pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(Some.App).Where(row => row.PartitionKey == Some.App)];
}
