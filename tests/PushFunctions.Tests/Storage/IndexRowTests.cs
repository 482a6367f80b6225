using FsCheck.Fluent;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class IndexRowTests
{
    private const string OtherPush = "abcdefghijklmnopqrstuvwxy2";

    /// <summary>Letters at the end of an open row's key that no other has.</summary>
    private const int Unique = 32;

    [Fact]
    public void Open_pushes_sort_newest_first() => Holds.ForAll(
        Moments,
        (one, other) => Assert.Equal(
            -one.CompareTo(other), Order(OpenKey(one)[..^Unique], OpenKey(other)[..^Unique])));

    [Fact]
    public void Two_open_rows_of_one_push_and_tick_are_two() => Assert.NotEqual(OpenKey(Some.Now), OpenKey(Some.Now));

    [Fact]
    public void A_range_of_due_rows_holds_one_push_and_bucket_only() => Holds.ForAll(
        Moments,
        (bucket, other) =>
        {
            var number = (int)(other - Some.Now).TotalSeconds % 10_000_000;
            var prefix = IndexRow.DuePrefixOf(bucket, Some.PushId);

            Assert.True(IsIn(prefix, Due(Some.PushId, bucket, LedgerKey.Parcel(number))));
            Assert.True(IsIn(prefix, Due(Some.PushId, bucket, LedgerKey.Retry(number))));
            Assert.False(IsIn(prefix, Due(OtherPush, bucket, LedgerKey.Parcel(number))));
            Assert.Equal(bucket == other, IsIn(prefix, Due(Some.PushId, other, LedgerKey.Parcel(number))));
        });

    [Theory]
    [InlineData("2026-11-20T07:59:59.9999999Z", "due|2026112007")]
    [InlineData("2026-11-20T08:00:00Z", "due|2026112008")]
    [InlineData("2026-11-20T00:30:00+01:00", "due|2026111923")]
    public void Due_rows_lie_in_their_hour(string bucket, string partition)
    {
        var moment = DateTimeOffset.Parse(bucket, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(partition, IndexRow.DuePartition(moment));
        Assert.Equal(partition, IndexRow.ForDue("a", "p", moment, "p|0", LedgerKey.Parcel(0)).PartitionKey);
    }

    [Fact]
    public void A_due_row_names_its_ledger_row()
    {
        var row = IndexRow.ForDue("a", "p", Some.Now, "p|3", LedgerKey.Parcel(1200));

        Assert.Equal(("a", "p", Some.Now), (row.App, row.PushId, row.At));
        Assert.Equal(("p|3", "parcel|0001200"), (row.LedgerPartition, row.LedgerRow));
    }

    [Fact]
    public void No_key_has_a_letter_that_tables_forbid()
    {
        IndexRow[] rows =
        [
            IndexRow.ForOpen(Some.Draft), IndexRow.ForHeld(Some.Draft, Some.Now),
            IndexRow.ForDue("a", Some.PushId, Some.Now, "p|0", LedgerKey.Retry(7)),
        ];

        Assert.All(rows, row => Assert.Equal(-1, (row.PartitionKey + row.RowKey).IndexOfAny(['/', '\\', '#', '?'])));
    }

    internal static FsCheck.Gen<DateTimeOffset> Moments =>
        from seconds in Gen.Choose(0, 100_000_000)
        select Some.Now + TimeSpan.FromSeconds(seconds);

    private static string OpenKey(DateTimeOffset accepted) => IndexRow.NewOpenKey(Some.PushId, accepted);

    private static string Due(string pushId, DateTimeOffset bucket, string ledgerRow) =>
        IndexRow.ForDue("a", pushId, bucket, "p|0", ledgerRow).RowKey;

    /// <summary>As the retry step asks for them.</summary>
    private static bool IsIn(string prefix, string row) =>
        string.CompareOrdinal(row, prefix) >= 0 && string.CompareOrdinal(row, prefix[..^1] + "}") < 0;

    private static int Order(string one, string other) => Math.Sign(string.CompareOrdinal(one, other));
}
