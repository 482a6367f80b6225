using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Moq;
using PushFunctions.Budgets;
using PushFunctions.Deliver;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>What a delivery that fails in its middle leaves to those that follow.</summary>
[Collection(SharedAzurite.Name)]
public sealed class FailedDeliveryTests(AzuriteFixture azurite)
{
    private static readonly RequestFailedException No = new(403, "Not now.");

    [Fact]
    public async Task A_parcel_that_cannot_be_marked_gives_its_places_back()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        Spoil(bed, row => row.State == ParcelState.Sending);
        // One second of calls may begin at once.
        for (var parcel = 0; parcel < 20; parcel++)
            await Assert.ThrowsAsync<RequestFailedException>(() => DeliverAsync(bed, PipelineBed.NewPushId()));

        var ticket = new CallTicket(2, Begun: false, TimeProvider.System.GetUtcNow(), Fed: true);
        var entering = bed.Get<SlotDesks>().For(new(PipelineBed.App, BudgetNames.PushSingle)).Admission
            .EnterAsync(ticket, 1, CancellationToken.None);

        Assert.IsType<Entry.Begun>(await entering.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System));
    }

    [Fact]
    public async Task A_parcel_that_cannot_be_settled_is_not_called_again_and_its_failures_are_counted()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var pushId = PipelineBed.NewPushId();
        Spoil(bed, row => row.IsOver);

        await Assert.ThrowsAsync<RequestFailedException>(() => DeliverAsync(bed, pushId));
        // Not a copy on the queue, whose count of failures would begin anew.
        await Assert.ThrowsAsync<RequestFailedException>(() => DeliverAsync(bed, pushId));
        bed.Pushes.Reset();
        await DeliverAsync(bed, pushId);

        var row = await bed.LedgerAsync(pushId);
        Assert.Equal((ParcelState.Settled, 2, 1), (row.State, row.Retrying, row.Calls));
        Assert.Equal(0, await PipelineBed.CountAsync(bed.Storage.Delivery));
    }

    [Fact]
    public async Task A_short_outage_while_settling_costs_no_outcomes()
    {
        await using var bed = await PipelineBed.CreateAsync(azurite);
        var pushId = PipelineBed.NewPushId();
        bed.PushIndex
            .SetupSequence(table => table.UpsertEntityAsync(
                It.IsAny<IndexRow>(), It.IsAny<TableUpdateMode>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(503, "The server is busy."))
            .CallBase();

        await DeliverAsync(bed, pushId);

        var row = await bed.LedgerAsync(pushId);
        Assert.Equal((ParcelState.Settled, 2, 0), (row.State, row.Retrying, row.PossiblyTwice));
    }

    private static Task DeliverAsync(PipelineBed bed, string pushId) => bed.Get<DeliveryHandler>().HandleAsync(
        "message",
        BinaryData.FromObjectAsJson(PipelineBed.ParcelOf(pushId, "ada", "bob"), JsonSerializerOptions.Web),
        CancellationToken.None);

    private static void Spoil(PipelineBed bed, Func<ParcelRow, bool> which) => bed.Pushes
        .Setup(table => table.UpdateEntityAsync(
            It.Is<ParcelRow>(row => which(row)), It.IsAny<ETag>(), It.IsAny<TableUpdateMode>(), It.IsAny<CancellationToken>()))
        .ThrowsAsync(No);
}
