using System.Text;
using System.Text.Json;
using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>What a crash left behind is cleared, and keeps nobody busy.</summary>
[Collection(SharedAzurite.Name)]
public sealed class LeftoverTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_due_row_of_a_push_that_has_ended_goes()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var push = PipelineBed.FedPush(PipelineBed.NewPushId(), users: 2);
        push.State = PushState.Finished;
        await bed.RealPushes.AddEntityAsync(push);
        var bucket = TimeProvider.System.GetUtcNow();
        var row = IndexRow.ForDue(push.App, push.PushId, bucket, LedgerKey.Segment(push.PushId, 0), LedgerKey.Parcel(0));
        await bed.Storage.PushIndex.AddEntityAsync(row);

        await bed.Get<RetryStep>().RunAsync(
            new() { App = push.App, PushId = push.PushId, Kind = StepKind.Retry, Bucket = bucket, Due = bucket }, CancellationToken.None);

        Assert.False((await bed.Storage.PushIndex.GetEntityIfExistsAsync<IndexRow>(row.PartitionKey, row.RowKey)).HasValue);
    }

    [Fact]
    public async Task A_push_with_more_open_steps_than_a_transaction_holds_goes_on()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var push = PipelineBed.FedPush(PipelineBed.NewPushId(), users: 10_000);
        (push.Batches, push.NextBatch, push.Step) = (100, 100, 100);
        await bed.RealPushes.AddEntityAsync(push);
        for (var batch = 0; batch < push.Batches; batch++)
        {
            await bed.RealPushes.AddEntityAsync(StepOf(push, batch));
            await bed.RealPushes.AddEntityAsync(PickedUp(push, batch));
        }

        await bed.Get<CloseStep>().RunAsync(
            new() { App = push.App, PushId = push.PushId, Kind = StepKind.Close, Checkpoint = push.Step, Due = push.StepDue },
            CancellationToken.None);

        var left = await bed.Get<PushStore>().FindWithStepsAsync(push.PushId, CancellationToken.None);
        Assert.Equal(20, left!.Steps.Count);
        Assert.Equal(push.Step + 1, left.Push.Step);
    }

    [Fact]
    public async Task What_a_step_left_undone_is_done_once_however_often_its_message_comes()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var push = PipelineBed.FedPush(PipelineBed.NewPushId(), users: 2);
        push.Created = push.StepDue -= TimeSpan.FromMinutes(1);
        push.Blob = await bed.Get<PushBlobs>().WriteOnceAsync(push.PushId, "ada\nbob\n"u8.ToArray(), CancellationToken.None);
        await bed.RealPushes.AddEntityAsync(push);
        await bed.RealPushes.AddEntityAsync(StepOf(push, 0, bytes: 8));
        var step = new DispatchStep
        {
            App = push.App, PushId = push.PushId, Kind = StepKind.Feed, Checkpoint = push.Step - 1, Due = push.Created,
        };

        for (var time = 0; time < 2; time++) await bed.Get<FeedStep>().RunAsync(step, CancellationToken.None);

        Assert.Equal(1, await PipelineBed.CountAsync(bed.Storage.Delivery));
        Assert.Equal(1, await PipelineBed.CountAsync(bed.Storage.Dispatch));
    }

    [Fact]
    public async Task A_push_that_expires_is_looked_at_then_although_it_is_fed_for_tomorrow()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var users = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(no => $"user-{no}\n")));
        var push = PipelineBed.FedPush(PipelineBed.NewPushId(), users: 300);
        (push.Batches, push.NextBatch, push.Step) = (3, 0, 0);
        (push.BlobBytes, push.ExpiresAt) = (users.Length, push.Created.AddMinutes(10));
        push.Blob = await bed.Get<PushBlobs>().WriteOnceAsync(push.PushId, users, CancellationToken.None);
        await bed.RealPushes.AddEntityAsync(push);
        await bed.Get<BudgetStore>().ChangeAsync(
            new(push.App, BudgetNames.PushSingle),
            budget => (true, budget.Row.Feed = push.Created.AddDays(1)),
            CancellationToken.None);

        await bed.Get<FeedStep>().RunAsync(DispatchStep.ForNext(push), CancellationToken.None);

        var fed = await bed.Get<PushStore>().FindAsync(push.PushId, CancellationToken.None);
        Assert.Equal((3, push.ExpiresAt), (fed!.NextBatch, fed.StepDue));
    }

    private static StepRow StepOf(PushRow push, int batch, int bytes = 1) => new()
    {
        PartitionKey = push.PushId,
        RowKey = LedgerKey.Step(batch),
        Due = push.Created,
        Cut = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<ParcelCut>>([new(batch, 1, 0, bytes)], JsonSerializerOptions.Web),
    };

    private static ParcelRow PickedUp(PushRow push, int batch) => new()
    {
        PartitionKey = LedgerKey.Segment(push.PushId, batch),
        RowKey = LedgerKey.Parcel(batch),
        State = ParcelState.Claimed,
        Until = push.Created,
        Batches = 1,
        Count = 100,
    };
}
