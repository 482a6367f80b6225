using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>What becomes of callbacks' messages that made their function fail.</summary>
public sealed class PoisonedNoticesTests
{
    private static Notice Notice => new()
    {
        Callback = Ops.Name,
        PushId = Some.PushId,
        Event = "push.finished",
        Id = $"push-finished-{Some.PushId}-0",
        Created = Some.Now,
        Body = "{}",
        Tries = 4,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_message_is_put_back_at_most_three_times(int putBack)
    {
        var queue = new PoisonQueue(QueueNames.Callbacks, WorkQueues.Write(Notice with { PutBack = putBack }));
        using var bed = await DrainAsync(queue);

        Assert.True(QueueText.TryReadNotice(Assert.Single(bed.Callbacks.Puts).Text, out var back, out _));
        Assert.Equal(Notice with { PutBack = putBack + 1 }, back);
        Assert.Empty(bed.DeadLetters.FindAll<DeadLetterRow>(""));
        Assert.Equal(1, queue.Deleted);
    }

    [Fact]
    public async Task Then_it_is_a_dead_letter_that_can_be_put_on_its_queue_again()
    {
        var queue = new PoisonQueue(QueueNames.Callbacks, WorkQueues.Write(Notice with { PutBack = 3 }));
        using var bed = await DrainAsync(queue);

        Assert.Empty(bed.Callbacks.Puts);
        var letter = Assert.Single(bed.DeadLetters.FindAll<DeadLetterRow>(""), row => row.IsMessage);
        Assert.True(QueueText.TryReadNotice(BinaryData.FromBytes(letter.Body!).ToString(), out var body, out _));
        Assert.Equal((QueueNames.Callbacks, Notice with { Tries = 0 }), (letter.Queue, body));
        Assert.Equal(1, queue.Deleted);
    }

    [Fact]
    public async Task One_that_nobody_can_read_is_a_dead_letter_as_it_was()
    {
        using var bed = await DrainAsync(new PoisonQueue(QueueNames.Callbacks, BinaryData.FromString("hello")));

        var letter = Assert.Single(bed.DeadLetters.FindAll<DeadLetterRow>(""), row => row.IsMessage);
        Assert.Equal("hello", BinaryData.FromBytes(letter.Body!).ToString());
    }

    private static async Task<MemoryBed> DrainAsync(PoisonQueue queue)
    {
        var bed = new MemoryBed([queue]);
        await bed.Get<PoisonHandler>().HandleAsync(CancellationToken.None);
        return bed;
    }
}
