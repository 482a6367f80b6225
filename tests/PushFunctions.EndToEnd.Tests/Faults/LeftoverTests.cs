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
}
