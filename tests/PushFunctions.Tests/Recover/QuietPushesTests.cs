using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

public sealed class QuietPushesTests
{
    private readonly QuietPushes _quiet = new();

    private readonly PushRow _push = new()
    {
        PartitionKey = "p", Blob = "p/users", ETag = new("1"), Batches = 40, Mark = 4, NextBatch = 12,
    };

    [Fact]
    public void A_push_whose_parcels_are_all_over_is_quiet_until_its_row_changes()
    {
        Look(Parcel(4, 4), Parcel(8, 4));
        Assert.True(IsQuiet());
        Assert.True(IsQuiet());

        _push.ETag = new("2");

        Assert.False(IsQuiet());
    }

    [Theory]
    [InlineData(ParcelState.Claimed)]
    [InlineData(ParcelState.Sending)]
    [InlineData(ParcelState.Released)]
    public void A_parcel_that_is_out_keeps_it_from_being_quiet(ParcelState state)
    {
        Look(Parcel(4, 4), Parcel(8, 4, state));

        Assert.False(IsQuiet());
    }

    [Fact]
    public void So_does_one_that_nobody_has_picked_up()
    {
        Look(Parcel(4, 4));

        Assert.False(IsQuiet());
    }

    [Fact]
    public void So_does_a_retry_parcel_that_is_not_over()
    {
        _push.RetryNo = 1;

        _quiet.Note(_push, [Parcel(4, 4), Parcel(8, 4)], []);
        Assert.False(IsQuiet());
        _quiet.Note(_push, [Parcel(4, 4), Parcel(8, 4)], [Retry(ParcelState.Planned)]);
        Assert.False(IsQuiet());
        _quiet.Note(_push, [Parcel(4, 4), Parcel(8, 4)], [Retry(ParcelState.Settled)]);

        Assert.True(IsQuiet());
    }

    [Fact]
    public void A_push_of_one_parcel_is_not_quiet_before_it_is_picked_up()
    {
        _push.Blob = null;
        (_push.Batches, _push.Mark, _push.NextBatch) = (1, 0, 0);

        Look();
        Assert.False(IsQuiet());
        Look(Parcel(0, 1));

        Assert.True(IsQuiet());
    }

    [Fact]
    public void What_a_run_does_not_see_is_forgotten()
    {
        Look(Parcel(4, 4), Parcel(8, 4));

        _quiet.BeginRun();

        Assert.False(IsQuiet());
    }

    private static ParcelRow Parcel(int first, int batches, ParcelState state = ParcelState.Settled) =>
        new() { RowKey = LedgerKey.Parcel(first), Batches = batches, State = state };

    private static ParcelRow Retry(ParcelState state) => new() { RowKey = LedgerKey.Retry(0), State = state };

    private void Look(params IReadOnlyList<ParcelRow> parcels) => _quiet.Note(_push, parcels, []);

    /// <summary>As the next run sees it.</summary>
    private bool IsQuiet()
    {
        _quiet.BeginRun();
        return _quiet.IsQuiet(_push);
    }
}
