using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class RetryRemainderTests
{
    private const int BatchesOfGroup = 400;

    private static readonly TimeSpan Bucket = TimeSpan.FromSeconds(7.5);
    private static readonly DateTimeOffset Due = Some.Now;
    private static readonly PushLayout Layout = Some.Layout(BatchesOfGroup * 100, BatchesOfGroup * 100);
    private static readonly PushRow Push = Some.Push(BatchesOfGroup * 100, BatchesOfGroup * 100);
    private static readonly RetryRemainder Remainder = RetryRemainder.Of(Bucket);

    /// <summary>Against all the sums that sources can make.</summary>
    [Fact]
    public void Those_of_the_last_call_wait_as_few_more_as_can_be() => Holds.ForAll(Holds.Seeds, seed =>
    {
        var random = new Random(seed);
        var sources = Enumerable.Range(0, random.Next(1, 60))
            .Select(no => Row(no * 4 + random.Next(2) * BatchesOfGroup, random.Next(1, 40))).ToList();

        var going = Remainder.Leave(
            Push, Layout, new(sources, [Later(Bucket, 396), Later(Bucket, 796)]), Due);

        Assert.Equal(sources.Where(going.Contains), going);
        foreach (var group in sources.GroupBy(GroupOf))
        {
            var sums = new HashSet<int> { 0 };
            foreach (var row in group) sums.UnionWith([.. sums.Select(sum => sum + row.Count)]);
            var (all, rest) = (group.Sum(row => row.Count), group.Sum(row => row.Count) % 100);
            var wanted = rest == 0 ? 0 : sums.Where(sum => sum >= rest && sum < 100).DefaultIfEmpty().Min();
            Assert.Equal(wanted, all - going.Where(row => GroupOf(row) == group.Key).Sum(row => row.Count));
        }
    });

    [Fact]
    public void Few_sources_wait_and_the_last_ones()
    {
        ParcelRow[] sources = [Row(0, 40), Row(4, 10), Row(8, 20), Row(12, 10), Row(16, 40), Row(20, 20)];

        Assert.Equal(sources[..4].Append(sources[5]), Leave(sources, Later(Bucket, 24)));
    }

    [Theory]
    [InlineData(7.5, 0, true)]
    [InlineData(15, 0, true)]
    [InlineData(22.5, 0, false)]
    [InlineData(7.5, 7.5, true)]
    [InlineData(7.5, 15, false)]
    public void A_user_waits_for_two_buckets_at_most(double next, double waited, bool isLeft)
    {
        var source = Row(0, 40);
        source.Due = Due.AddSeconds(-waited);

        Assert.Equal(isLeft, Leave([source], Later(TimeSpan.FromSeconds(next), 4)).Count == 0);
    }

    [Fact]
    public void With_long_buckets_nobody_waits_for_long()
    {
        Assert.Equal(TimeSpan.FromSeconds(15), RetryRemainder.Of(TimeSpan.FromSeconds(30)).Wait);
        Assert.Equal(TimeSpan.FromSeconds(0.5), RetryRemainder.Of(TimeSpan.FromSeconds(0.25)).Wait);
    }

    [Fact]
    public void Nobody_waits_for_what_is_over_or_of_another_message_or_sort_or_behind_the_end()
    {
        var source = Row(0, 40);
        var expiring = Some.Push(100);
        expiring.ExpiresAt = Due + Bucket;

        Assert.Single(Leave([source]));
        Assert.Single(Leave([source], Later(Bucket, BatchesOfGroup + 4)));
        var retry = IndexRow.ForDue(Some.App, Some.PushId, Due + Bucket, Some.PushId, LedgerKey.Retry(3));
        Assert.Single(Leave([source], retry));
        Assert.Single(Remainder.Leave(Push, Layout, new([source], [Later(Bucket, 4)]), Due + Bucket));
        Assert.Single(Remainder.Leave(expiring, Layout, new([source], [Later(Bucket, 4)]), Due));
        Assert.Empty(Leave([source], Later(Bucket, 4)));
    }

    [Fact]
    public void Full_calls_leave_nobody() => Assert.Equal(2, Leave([Row(0, 60), Row(4, 40)], Later(Bucket, 8)).Count);

    private static IReadOnlyList<ParcelRow> Leave(IReadOnlyList<ParcelRow> sources, params IReadOnlyList<IndexRow> later) =>
        Remainder.Leave(Push, Layout, new(sources, later), Due);

    private static int GroupOf(ParcelRow row) => Layout.GroupOf(LedgerKey.Number(row.RowKey));

    private static IndexRow Later(TimeSpan wait, int batch) => IndexRow.ForDue(
        Some.App, Some.PushId, Due + wait, LedgerKey.Segment(Some.PushId, batch), LedgerKey.Parcel(batch));

    private static ParcelRow Row(int batch, int users)
    {
        var book = new OutcomeBook(users);
        for (var user = 0; user < users; user++) book[user] = Some.Retrying;
        return new()
        {
            PartitionKey = LedgerKey.Segment(Some.PushId, batch),
            RowKey = LedgerKey.Parcel(batch),
            State = ParcelState.Settled,
            Count = users,
            Batches = 1,
            Outcomes = book.Write(),
            Users = Some.Bytes(Some.Users(users, batch * 100)),
            Due = Due,
        };
    }
}
