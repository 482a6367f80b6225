using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Deliver;

/// <summary>Which calls of a parcel have their time in the budget's feed.</summary>
public sealed class FedCallsTests : IDisposable
{
    private static readonly Parcel Broadcast = Some.Parcel(100, 100, 50);

    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task All_calls_of_a_new_parcel_are_fed() => Assert.Equal([0, 1, 2], Fed(await _bed.HoldAsync(Broadcast)));

    [Fact]
    public async Task Nobody_feeds_a_single() => Assert.Empty(Fed(await _bed.HoldAsync(Some.Single(3))));

    [Fact]
    public async Task A_parcel_that_is_given_back_keeps_the_time_of_calls_that_had_no_slot()
    {
        var held = await _bed.HoldAsync(Broadcast);
        held.CountFedSlot();

        await held.ReleaseAsync(_bed.Time.Now.AddSeconds(30));

        Assert.Equal(2, Fed(await _bed.HoldAsync(Broadcast)).Count);
    }

    [Fact]
    public async Task The_calls_of_a_process_that_died_are_not_fed_any_more()
    {
        await _bed.HoldAsync(Broadcast);
        _bed.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(Fed(await _bed.HoldAsync(Broadcast)));
    }

    [Fact]
    public async Task Nor_are_those_of_a_parcel_that_was_lost_and_is_put_again() =>
        Assert.Empty(Fed(await _bed.HoldAsync(Broadcast with { PutAgain = true })));

    [Fact]
    public async Task Nor_are_those_of_one_that_was_given_back_and_is_put_again()
    {
        await (await _bed.HoldAsync(Broadcast)).ReleaseAsync(_bed.Time.Now);

        Assert.Empty(Fed(await _bed.HoldAsync(Broadcast with { PutAgain = true })));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_retry_step_feeds_the_parcels_that_it_plans(bool putAgain, int fed)
    {
        var row = new ParcelRow
        {
            PartitionKey = Some.PushId, RowKey = LedgerKey.Retry(0), State = ParcelState.Planned, Count = 1, Batches = 1,
            Layout = Some.Bytes<IReadOnlyList<RetryBatch>>([new(0, 1, [[1, 1]])]),
        };
        await _bed.Pushes.AddEntityAsync(row, CancellationToken.None);
        var parcel = Some.Parcel(1) with { Row = row.RowKey, Urgency = Urgency.Retry, PutAgain = putAgain };

        Assert.Equal(fed, Fed(await _bed.HoldAsync(parcel)).Count);
    }

    [Fact]
    public void A_call_that_took_a_slot_of_the_feed_is_counted_out()
    {
        var parcel = Broadcast with { Messages = [Some.Json("17")] };

        Loop.Run(_bed.Time, () => _bed.Handler.HandleAsync(
            "m", BinaryData.FromBytes(Some.Bytes(parcel)), CancellationToken.None));

        Assert.Equal((ParcelState.Settled, 0), (_bed.Row(parcel).State, _bed.Row(parcel).Fed));
    }

    private static IReadOnlyList<int> Fed(HeldParcel held) => [.. held.FedBatches.Select(batch => batch.No)];
}
