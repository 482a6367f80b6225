using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class WorkQueuesTests
{
    private readonly MemoryQueue _queue = new();

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(0.9, 0)]
    [InlineData(1, 1)]
    [InlineData(2.999, 2)]
    [InlineData(21_600, 21_600)]
    [InlineData(30_000, 21_600)]
    public async Task Work_is_seen_up_to_a_second_early_and_within_six_hours(double wait, int seconds)
    {
        var queues = Memory.Queues(_queue);

        await queues.PutAsync(Some.Parcel(1), TimeSpan.FromSeconds(wait), CancellationToken.None);
        await queues.PutAsync(
            Some.Step with { Kind = StepKind.Close, Due = Some.Now + TimeSpan.FromSeconds(wait) }, CancellationToken.None);

        Assert.All(_queue.Puts, put => Assert.Equal(TimeSpan.FromSeconds(seconds), put.Wait));
    }

    [Theory]
    [InlineData(StepKind.Feed, 90)]
    [InlineData(StepKind.Close, 3_600)]
    [InlineData(StepKind.Retry, 3_600)]
    public async Task A_feed_step_is_not_hidden_for_long(StepKind kind, int seconds)
    {
        await Memory.Queues(_queue)
            .PutAsync(Some.Step with { Kind = kind, Due = Some.Now.AddHours(1) }, CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(seconds), _queue.Puts.Single().Wait);
    }

    [Fact]
    public async Task What_follows_a_checkpoint_is_put_again_while_the_queue_is_away()
    {
        var time = new ManualTime();
        var failures = 3;
        _queue.Before = () =>
        {
            if (failures-- > 0) throw MemoryTable.Failure(503);
        };

        await time.RunAsync(Memory.Queues(_queue, time).PutSurelyAsync(Some.Step));

        Assert.Single(_queue.Puts);
        Assert.InRange(time.Now - Some.Now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Messages_never_expire()
    {
        await Memory.Queues(_queue).PutAsync(Some.Step, CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(-1), _queue.Puts.Single().TimeToLive);
    }

    [Fact]
    public async Task The_trace_travels_inside_the_message()
    {
        using var activity = new System.Diagnostics.Activity("test").Start();

        await Memory.Queues(_queue).PutAsync(Some.Step, CancellationToken.None);
        await Memory.Queues(_queue).PutAsync(Some.Step with { TraceParent = "00-first" }, CancellationToken.None);

        Assert.Contains(activity.Id!, _queue.Puts[0].Text, StringComparison.Ordinal);
        Assert.Contains("00-first", _queue.Puts[1].Text, StringComparison.Ordinal);
    }
}
