using PushFunctions.Dispatch;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

/// <summary><c>push.dead_letters</c>, by what has died.</summary>
public sealed class CountedDeadLettersTests
{
    private static readonly string[] Queues =
        [QueueNames.Dispatch, QueueNames.Delivery, QueueNames.Callbacks, QueueNames.AudienceChecks];

    public static TheoryData<string> AllQueues => new(Queues);

    [Fact]
    public async Task Users_whose_tries_are_used_up()
    {
        using var pipeline = new MemoryPipeline(("Retry:Delays:0", "00:00:05"))
        {
            FarSide = (user, _) => user.EndsWith('7') ? AgoraChat.Push.PushStatus.Error : AgoraChat.Push.PushStatus.Success,
        };
        using var ear = new MeterEar(pipeline.Bed);
        await pipeline.AcceptAsync(1_000);

        pipeline.Run(TimeSpan.FromMinutes(2));

        Assert.Equal(["app=default kind=users: 100"], ear.Of("push.dead_letters"));
    }

    [Fact]
    public async Task Users_of_calls_that_were_refused_as_a_whole()
    {
        using var pipeline = new MemoryPipeline { Refuses = user => user == "user000100" };
        using var ear = new MeterEar(pipeline.Bed);
        await pipeline.AcceptAsync(250);

        pipeline.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(["app=default kind=users: 100"], ear.Of("push.dead_letters"));
    }

    /// <summary>No step has fed them.</summary>
    [Fact]
    public async Task Users_of_a_push_that_was_given_up()
    {
        using var pipeline = new MemoryPipeline(
            ("Stalled__After", "00:01:00"), ("Stalled__GiveUpAfter", "00:05:00"), ("Delivery__HoldAtMost", "00:00:15"))
        {
            MakesCalls = true,
        };
        using var ear = new MeterEar(pipeline.Bed);
        pipeline.Bed.FarSide.Answer = _ => FarSide.Refusal(429, "reach_limit", "too fast");
        await pipeline.AcceptAsync(
            250, push => push.BeginThrottled(Some.Now, Some.Now.AddHours(-1)));

        pipeline.Run(TimeSpan.FromMinutes(1));

        Assert.True(pipeline.Push.HasEnded);
        Assert.Equal(["app=default kind=users: 250"], ear.Of("push.dead_letters"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_however_often_it_comes()
    {
        using var bed = new MemoryBed();
        using var ear = new MeterEar(bed);

        for (var times = 0; times < 3; times++)
            await bed.Get<DispatchHandler>().HandleAsync("m", BinaryData.FromString("hello"), CancellationToken.None);
        await bed.Handler.HandleAsync("n", BinaryData.FromString("hello"), CancellationToken.None);

        Assert.Equal(["app=- kind=messages: 2"], ear.Of("push.dead_letters"));
    }

    [Theory]
    [MemberData(nameof(AllQueues))]
    public async Task Poison_that_cannot_be_read(string queue)
    {
        using var bed = new MemoryBed([new PoisonQueue(queue, BinaryData.FromString("hello"))]);
        using var ear = new MeterEar(bed);

        await bed.Get<PoisonHandler>().HandleAsync(CancellationToken.None);

        Assert.Equal(["app=- kind=messages: 1"], ear.Of("push.dead_letters"));
    }
}
