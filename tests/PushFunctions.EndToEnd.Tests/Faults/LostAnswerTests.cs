using Azure;
using Azure.Data.Tables;
using Moq;
using PushFunctions.Claims;
using PushFunctions.Dispatch;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A write is done and its answer lost: the client writes again, and is told that somebody was faster.</summary>
[Collection(SharedAzurite.Name)]
public sealed class LostAnswerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_claim_by_update_is_known_as_ones_own()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var parcel = PipelineBed.ParcelOf(PipelineBed.NewPushId(), "ada");
        var claims = bed.Get<ParcelClaims>();
        var first = Assert.IsType<Claim.Taken>(await claims.TakeAsync(parcel, CancellationToken.None));
        await first.Held.ReleaseAsync(TimeProvider.System.GetUtcNow());
        bed.Pushes
            .Setup(table => table.UpdateEntityAsync(
                It.IsAny<ParcelRow>(), It.IsAny<ETag>(), It.IsAny<TableUpdateMode>(), It.IsAny<CancellationToken>()))
            .Returns(async (ParcelRow row, ETag etag, TableUpdateMode mode, CancellationToken cancellationToken) =>
            {
                await bed.RealPushes.UpdateEntityAsync(row, etag, mode, cancellationToken);
                throw new RequestFailedException(412, "The row has changed.");
            });

        var second = Assert.IsType<Claim.Taken>(await claims.TakeAsync(parcel, CancellationToken.None));

        Assert.Equal(2, second.Held.Row.Attempt);
    }

    [Fact]
    public async Task A_step_that_was_written_is_followed_by_the_next()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var push = PipelineBed.FedPush(PipelineBed.NewPushId(), users: 2);
        await bed.RealPushes.AddEntityAsync(push);
        bed.Pushes
            .Setup(table => table.SubmitTransactionAsync(It.IsAny<IEnumerable<TableTransactionAction>>(), It.IsAny<CancellationToken>()))
            .Returns(async (IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
            {
                await bed.RealPushes.SubmitTransactionAsync(actions, cancellationToken);
                throw new TableTransactionFailedException(new RequestFailedException(412, "The row has changed."));
            });

        await bed.Get<CloseStep>().RunAsync(Close(push), CancellationToken.None);

        Assert.Equal(1, await PipelineBed.CountAsync(bed.Storage.Dispatch));
    }

    private static DispatchStep Close(PushRow push) => new()
    {
        App = push.App, PushId = push.PushId, Kind = StepKind.Close, Checkpoint = push.Step, Due = push.StepDue,
    };
}
