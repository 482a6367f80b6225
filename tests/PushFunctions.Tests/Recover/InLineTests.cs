using System.Text;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>
/// What is late while older work still waits on the queue is in line: its message is to come. What was due before all
/// that waits is lost.
/// </summary>
public sealed class InLineTests : IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    private readonly MemoryBed _bed = new();
    private readonly CountedRepairs _repairs;

    public InLineTests()
    {
        _bed.Time.Advance(TimeSpan.FromMinutes(10));
        _repairs = new(_bed);
    }

    private DateTimeOffset Due => _bed.Time.Now - Late;

    public void Dispose()
    {
        _repairs.Dispose();
        _bed.Dispose();
    }

    [Theory]
    [InlineData("step")]
    [InlineData("retry_step")]
    [InlineData("first_message")]
    [InlineData("parcel")]
    [InlineData("claim")]
    public async Task What_is_in_line_is_not_lost(string kind)
    {
        await AddAsync(kind);
        var isStep = kind.EndsWith("step", StringComparison.Ordinal);

        await WaitAsync(isStep, Due);
        await RunAsync();
        Assert.Empty(_repairs.All);

        await WaitAsync(isStep, Due.AddSeconds(1));
        await RunAsync();
        Assert.Equal([$"{kind}: 1"], _repairs.All);
    }

    [Theory]
    [InlineData("step")]
    [InlineData("retry_step")]
    [InlineData("first_message")]
    [InlineData("parcel")]
    [InlineData("claim")]
    public async Task What_waits_on_the_other_queue_says_nothing(string kind)
    {
        await AddAsync(kind);

        await WaitAsync(!kind.EndsWith("step", StringComparison.Ordinal), Due.AddHours(-1));
        await RunAsync();

        Assert.Equal([$"{kind}: 1"], _repairs.All);
    }

    [Theory]
    [InlineData("step")]
    [InlineData("retry_step")]
    [InlineData("first_message")]
    [InlineData("parcel")]
    [InlineData("claim")]
    public async Task Nothing_is_put_again_more_than_once_a_minute(string kind)
    {
        await AddAsync(kind);

        for (var run = 0; run < 4; run++)
        {
            await RunAsync();
            Assert.Equal([$"{kind}: 1"], _repairs.All);
            _bed.Time.Advance(TimeSpan.FromSeconds(15));
        }

        await RunAsync();
        Assert.Equal([$"{kind}: 2"], _repairs.All);
    }

    private Task RunAsync() => _bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);

    /// <summary>Lets a message be the oldest that waits.</summary>
    private async Task WaitAsync(bool isStep, DateTimeOffset due)
    {
        var queue = new MemoryQueue();
        if (isStep) await Memory.Queues(queue).PutAsync(Some.Step with { Due = due }, CancellationToken.None);
        else await Memory.Queues(queue).PutAsync(Some.Parcel(1) with { Due = due }, TimeSpan.Zero, CancellationToken.None);
        (isStep ? _bed.Dispatch : _bed.Delivery).Oldest = queue.Puts[0].Text;
    }

    private async Task AddAsync(string kind)
    {
        if (kind == "retry_step")
        {
            await _bed.Index.UpsertEntityAsync(
                IndexRow.ForDue(Some.App, Some.PushId, Due, $"{Some.PushId}|0", LedgerKey.Parcel(0)));
            return;
        }

        var push = kind == "first_message" ? Some.Draft : Some.Push(250);
        push.Created = push.StepDue = Due;
        if (kind != "first_message") (push.Step, push.NextBatch, push.BlobBytes) = (1, 3, 250 * 11);
        if (kind != "step") push.StepDue = _bed.Time.Now.AddHours(1);
        _bed.Users.Put($"{Some.PushId}/hash", Encoding.ASCII.GetBytes(
            string.Concat(Some.Users(250).Select(user => user + "\n"))));
        await _bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        await _bed.Pushes.UpsertEntityAsync(push);
        if (kind == "parcel")
        {
            await _bed.Pushes.UpsertEntityAsync(new StepRow
            {
                PartitionKey = Some.PushId,
                RowKey = LedgerKey.Step(0),
                Cut = Some.Bytes<IReadOnlyList<ParcelCut>>([new(0, 3, 0, 250 * 11)]),
                Due = Due,
            });
        }
        else if (kind != "first_message")
        {
            await _bed.Pushes.UpsertEntityAsync(new ParcelRow
            {
                PartitionKey = LedgerKey.Segment(Some.PushId, 0),
                RowKey = LedgerKey.Parcel(0),
                State = kind == "claim" ? ParcelState.Claimed : ParcelState.Settled,
                Batches = 3,
                Count = 250,
                Bytes = 250 * 11,
                Until = Due,
            });
        }
    }
}
