using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class ParcelCutterTests
{
    [Fact]
    public void Every_user_is_in_exactly_one_batch_and_in_order() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var broadcast = new Broadcast(seed);

        var parcels = broadcast.CutAll();

        var batches = parcels.SelectMany(parcel => parcel.Batches).ToList();
        Assert.Equal(broadcast.Users, batches.SelectMany(batch => batch.Users));
        Assert.Equal(Enumerable.Range(broadcast.FirstBatch, batches.Count), batches.Select(batch => batch.No));
        Assert.Equal(batches.Select(batch => broadcast.Layout.GroupOf(batch.No)), batches.Select(batch => batch.Message));
        Assert.Equal(
            batches.Select(batch => broadcast.Layout.UsersOf(batch.No)), batches.Select(batch => batch.Users.Count));
    });

    [Fact]
    public void A_parcel_fits_into_a_queue_message_and_lies_in_one_segment() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var broadcast = new Broadcast(seed);

        Assert.All(broadcast.CutAll(), parcel =>
        {
            var (first, count) = (parcel.Cut.FirstBatch, parcel.Cut.Batches);
            Assert.InRange(count, 1, broadcast.PerParcel);
            Assert.Equal(first / LedgerKey.SegmentBatches, (first + count - 1) / LedgerKey.SegmentBatches);
            Assert.InRange(WorkQueues.SizeOf(Made(broadcast, parcel)), 1, Parcel.MaxBytes);
        });
    });

    [Fact]
    public void A_parcel_made_again_from_its_cut_is_the_same() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var broadcast = new Broadcast(seed);

        Assert.All(broadcast.CutAll(), parcel =>
        {
            var cut = parcel.Cut;
            var again = new ParcelCutter(broadcast.Layout).Cut(
                broadcast.Lines.AsSpan((int)cut.Offset, cut.Bytes), cut.FirstBatch, cut.Offset, cut.Batches, cut.Batches);

            Assert.Equal(Text(Made(broadcast, parcel)), Text(Made(broadcast, again.Single())));
        });
    });

    [Theory]
    [InlineData(10, new[] { 3, 3, 3, 1 })]
    [InlineData(3, new[] { 3 })]
    [InlineData(2, new[] { 2 })]
    public void No_more_batches_are_cut_than_asked_for(int batches, int[] sizes)
    {
        var lines = Lines(2_000);

        var parcels = new ParcelCutter(Some.Layout(2_000)).Cut(lines, firstBatch: 0, offset: 0, batches, perParcel: 3);

        Assert.Equal(sizes, parcels.Select(parcel => parcel.Cut.Batches));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(11 * 100 - 1, 0)]
    [InlineData(11 * 100, 1)]
    [InlineData(11 * 250, 2)]
    public void Only_batches_that_are_there_whole_are_cut(int bytes, int batches)
    {
        var lines = Lines(1_000)[..bytes];

        var parcels = new ParcelCutter(Some.Layout(1_000)).Cut(
            lines, firstBatch: 0, offset: 0, batches: 10, perParcel: 1);

        Assert.Equal(batches, parcels.Count);
    }

    [Fact]
    public void A_parcel_ends_with_its_segment()
    {
        var layout = new PushLayout([new(Some.Message, FirstBatch: 398, Users: 500)]);

        var parcels = new ParcelCutter(layout).Cut(Lines(500), firstBatch: 398, offset: 7, batches: 5, perParcel: 10);

        Assert.Equal([(398, 2, 7L), (400, 3, 7L + 2_200)], parcels.Select(
            parcel => (parcel.Cut.FirstBatch, parcel.Cut.Batches, parcel.Cut.Offset)));
    }

    [Fact]
    public void The_longest_names_of_a_batch_fit_into_the_bytes_that_surely_hold_it() =>
        Assert.Equal(100 * (64 + 1), ParcelCutter.MostBytes(1));

    private static byte[] Lines(int users) =>
        System.Text.Encoding.ASCII.GetBytes(string.Join('\n', Some.Users(users)) + "\n");

    private static Parcel Made(Broadcast broadcast, CutBatches parcel) =>
        ParcelMaker.Make(broadcast.Push, broadcast.Layout, parcel, Some.Now);

    private static string Text(Parcel parcel) => System.Text.Encoding.UTF8.GetString(Some.Bytes(parcel));
}
