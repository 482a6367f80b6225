using FsCheck.Fluent;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class ScheduledRowTests
{
    [Fact]
    public void Partitions_follow_each_other_as_the_times_do() => Holds.ForAll(
        Moments,
        (one, other) => Assert.Equal(
            Math.Sign(SecondOf(one) - SecondOf(other)),
            Math.Sign(string.CompareOrdinal(At(one).PartitionKey, At(other).PartitionKey))));

    [Fact]
    public void Those_before_a_moment_are_those_of_the_seconds_before_it() => Holds.ForAll(
        Moments,
        (time, moment) => Assert.Equal(
            SecondOf(time) < SecondOf(moment),
            string.CompareOrdinal(At(time).PartitionKey, ScheduledRow.PartitionsBefore(moment)) < 0));

    [Fact]
    public void Those_of_one_second_are_shared_out_by_their_ids()
    {
        var (one, other) = (Some.Push(1), Some.Push(1));
        other.PartitionKey = "b" + other.PushId[1..];
        one.PartitionKey = "a" + one.PushId[1..];

        Assert.NotEqual(ScheduledRow.PartitionOf(one), ScheduledRow.PartitionOf(other));
    }

    [Fact]
    public void A_row_leads_to_its_push_and_to_its_place_in_listings()
    {
        var push = Some.Push(1);

        var row = ScheduledRow.Of(push);

        Assert.Equal((push.App, push.PushId, push.OpenRow, push.Created), (row.App, row.PushId, row.OpenRow, row.Created));
        Assert.Equal(-1, (row.PartitionKey + row.RowKey).IndexOfAny(['/', '\\', '#', '?']));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(5.1, true)]
    public void A_row_that_no_push_names_is_left_alone_for_five_minutes(double minutes, bool isOrphan)
    {
        var row = ScheduledRow.Of(Some.Push(1));

        Assert.Equal(isOrphan, row.IsOrphan(row.Created.AddMinutes(minutes)));
    }

    /// <summary>Also within a second, and of few seconds.</summary>
    private static FsCheck.Gen<DateTimeOffset> Moments => Gen.OneOf(
        IndexRowTests.Moments,
        from milliseconds in Gen.Choose(0, 3_000)
        select Some.Now.AddMilliseconds(milliseconds));

    private static long SecondOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerSecond;

    private static ScheduledRow At(DateTimeOffset time)
    {
        var push = Some.Push(1);
        push.SendAt = time;
        // Not later than its time: a push whose time has passed begins at once.
        push.Created = Some.Now.AddDays(-1);
        return ScheduledRow.Of(push);
    }
}
