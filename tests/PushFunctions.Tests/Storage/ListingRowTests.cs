using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class ListingRowTests
{
    [Fact]
    public void It_shows_what_a_listing_needs()
    {
        var push = Some.Push(250);
        (push.Type, push.State, push.SendAt) = ("order.shipped", PushState.Finished, Some.Now.AddDays(1));

        var row = ListingRow.Of(push);

        Assert.Equal(("order.shipped", PushState.Finished, 250), (row.Type, row.State, row.Targets));
        Assert.Equal((Some.App, Some.PushId, push.OpenRow), (row.App, row.PushId, row.RowKey));
        Assert.Equal((Some.Now, Some.Now.AddDays(1)), (row.Created, row.SendAt));
    }

    [Fact]
    public void A_partition_is_a_minute_and_they_sort_as_the_rows_in_them() => Holds.ForAll(
        IndexRowTests.Moments,
        (one, other) =>
        {
            var minutes = one.UtcTicks / TimeSpan.TicksPerMinute - other.UtcTicks / TimeSpan.TicksPerMinute;
            var partitions = string.CompareOrdinal(At(one).PartitionKey, At(other).PartitionKey);
            var rows = string.CompareOrdinal(At(one).RowKey, At(other).RowKey);

            Assert.Equal(-Math.Sign(minutes), Math.Sign(partitions));
            Assert.True(partitions == 0 || Math.Sign(partitions) == Math.Sign(rows));
        });

    [Fact]
    public void A_minute_lies_between_the_keys_before_it_and_before_the_next() => Holds.ForAll(
        IndexRowTests.Moments,
        (moment, _) =>
        {
            var key = At(moment).RowKey;
            var minute = NewestFirst.MinuteOf(key);

            Assert.True(string.CompareOrdinal(NewestFirst.KeyBefore(minute), key) < 0);
            Assert.True(string.CompareOrdinal(key, NewestFirst.KeyBefore(minute + 1)) < 0);
            Assert.Equal(minute, NewestFirst.MinuteOf(NewestFirst.KeyBefore(minute)));
        });

    [Fact]
    public void The_last_minute_is_that_of_the_beginning_of_time() => Assert.Equal(
        NewestFirst.LastMinute, NewestFirst.MinuteOf(NewestFirst.KeyOf(DateTimeOffset.MinValue)));

    private static ListingRow At(DateTimeOffset created)
    {
        var push = Some.Push(1);
        (push.Created, push.OpenRow) = (created, IndexRow.NewOpenKey(Some.PushId, created));
        return ListingRow.Of(push);
    }
}
