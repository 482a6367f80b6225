using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>What becomes of parcels and steps that made their functions fail.</summary>
public sealed class PoisonedWorkTests
{
    private static readonly Parcel Parcel = Some.Parcel(100, 50);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_parcel_is_put_back_at_most_three_times(int putBack)
    {
        var queue = await PoisonAsync(Parcel with { PutBack = putBack });
        using var bed = await DrainAsync(queue);

        Assert.True(QueueText.TryReadParcel(Assert.Single(bed.Delivery.Puts).Text, out var back, out _));
        Assert.Equal((Parcel.Row, putBack + 1), (back.Row, back.PutBack));
        Assert.Empty(bed.DeadLetters.FindAll<DeadLetterRow>(""));
        Assert.Equal(1, queue.Deleted);
    }

    [Fact]
    public async Task Then_its_users_are_dead_letters()
    {
        var queue = await PoisonAsync(Parcel with { PutBack = 3 });
        using var bed = await DrainAsync(queue);

        var row = bed.Row(Parcel);
        Assert.Equal((ParcelState.Settled, 150, 0), (row.State, row.Dead, row.Retrying));
        Assert.All(Enumerable.Range(0, 150), user => Assert.Equal(OwnStatus.Poison, row.ReadOutcomes()[user]!.Status));
        var letter = Assert.Single(bed.DeadLetters.FindAll<DeadLetterRow>(Some.App), row => row.PartitionKey == Some.App);
        Assert.Equal((150, 150, Some.PushId), (letter.Count, letter.Dead, letter.PushId));
        Assert.Contains("see the log of DeliverParcel", letter.Reason, StringComparison.Ordinal);
        Assert.Empty(bed.Delivery.Puts);
        Assert.Equal(1, queue.Deleted);
    }

    [Fact]
    public async Task Who_was_told_before_is_not_dead()
    {
        var queue = await PoisonAsync(Parcel with { PutBack = 3 });
        using var bed = new MemoryBed([queue]);
        using (var held = await bed.HoldAsync(Parcel))
        {
            for (var user = 0; user < 100; user++) held.Book[user] = Some.Accepted;
            await held.ProlongAsync();
        }

        bed.Time.Advance(TimeSpan.FromMinutes(5));
        await bed.Get<PoisonHandler>().HandleAsync(CancellationToken.None);

        Assert.Equal((100, 50), (bed.Row(Parcel).Accepted, bed.Row(Parcel).Dead));
    }

    [Fact]
    public async Task One_that_somebody_holds_stays_on_its_queue()
    {
        var queue = await PoisonAsync(Parcel with { PutBack = 3 });
        using var bed = new MemoryBed([queue]);
        using var held = await bed.HoldAsync(Parcel);

        await bed.Get<PoisonHandler>().HandleAsync(CancellationToken.None);

        Assert.Equal((0, 0), (queue.Deleted, bed.Row(Parcel).Dead));
        Assert.Empty(bed.DeadLetters.FindAll<DeadLetterRow>(""));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_step_is_put_back_at_most_three_times(int putBack)
    {
        using var bed = await DrainAsync(await PoisonAsync(Some.Step with { PutBack = putBack }));

        Assert.True(QueueText.TryReadStep(Assert.Single(bed.Dispatch.Puts).Text, out var back, out _));
        Assert.Equal(putBack + 1, back.PutBack);
        Assert.Empty(bed.DeadLetters.FindAll<DeadLetterRow>(""));
    }

    [Fact]
    public async Task Then_it_is_a_dead_letter_as_it_was()
    {
        using var bed = await DrainAsync(await PoisonAsync(Some.Step with { PutBack = 3 }));

        Assert.Empty(bed.Dispatch.Puts);
        var letter = Assert.Single(Messages(bed));
        Assert.True(QueueText.TryReadStep(BinaryData.FromBytes(letter.Body!).ToString(), out var step, out _));
        Assert.Equal((QueueNames.Dispatch, Some.Step.PushId), (letter.Queue, step.PushId));
        Assert.Contains("see the log of DispatchPush", letter.Reason, StringComparison.Ordinal);
    }

    /// <summary>The watchdog puts a fresh message each minute while the push stands still.</summary>
    [Fact]
    public async Task A_step_that_fails_for_days_is_one_dead_letter()
    {
        var step = Some.Step with { PutBack = 3, Checkpoint = 7 };
        var bucket = Some.Now.AddMinutes(1);
        var retry = DispatchStep.ForRetry(Some.App, Some.PushId, bucket, bucket) with { PutBack = 3 };
        using var bed = await DrainAsync(await PoisonAsync(
            step, step with { Due = Some.Now.AddHours(1) }, retry, retry with { Due = Some.Now.AddHours(2) },
            step with { Checkpoint = 8 }));

        Assert.Equal(3, Messages(bed).Count());
        Assert.Equal(3, bed.DeadLetters.FindAll<DeadLetterRow>(DeadLetterRow.MessageIds)
            .Count(row => row.PartitionKey == DeadLetterRow.MessageIds));
    }

    private static IEnumerable<DeadLetterRow> Messages(MemoryBed bed) =>
        bed.DeadLetters.FindAll<DeadLetterRow>("").Where(row => row.IsMessage);

    private static async Task<PoisonQueue> PoisonAsync(Parcel parcel)
    {
        var queue = new MemoryQueue();
        await Memory.Queues(queue).PutAsync(parcel, TimeSpan.Zero, CancellationToken.None);
        return new(QueueNames.Delivery, BinaryData.FromString(queue.Puts[0].Text));
    }

    private static async Task<PoisonQueue> PoisonAsync(params DispatchStep[] steps)
    {
        var queue = new MemoryQueue();
        foreach (var step in steps) await Memory.Queues(queue).PutAsync(step, CancellationToken.None);
        return new(QueueNames.Dispatch, [.. queue.Puts.Select(put => BinaryData.FromString(put.Text))]);
    }

    private static async Task<MemoryBed> DrainAsync(PoisonQueue queue)
    {
        var bed = new MemoryBed([queue]);
        await bed.Get<PoisonHandler>().HandleAsync(CancellationToken.None);
        return bed;
    }
}
