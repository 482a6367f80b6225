using FsCheck.Fluent;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class LedgerKeyTests
{
    [Fact]
    public void Rows_are_named_with_seven_digits()
    {
        Assert.Equal("parcel|0000000", LedgerKey.Parcel(0));
        Assert.Equal("r|0000012", LedgerKey.Retry(12));
        Assert.Equal("push|9999999", LedgerKey.Step(9_999_999));
    }

    [Fact]
    public void Rows_sort_like_their_numbers() => Holds.ForAll(
        Gen.Choose(0, 9_999_999),
        (one, other) =>
        {
            Assert.Equal(
                one.CompareTo(other), Math.Sign(string.CompareOrdinal(LedgerKey.Parcel(one), LedgerKey.Parcel(other))));
            Assert.Equal(one, LedgerKey.Number(LedgerKey.Parcel(one)));
            Assert.Equal(one, LedgerKey.Number(LedgerKey.Retry(one)));
        });

    [Theory]
    [InlineData(0, "p|0")]
    [InlineData(399, "p|0")]
    [InlineData(400, "p|1")]
    [InlineData(799, "p|1")]
    [InlineData(800, "p|2")]
    [InlineData(100_000, "p|250")]
    public void A_segment_holds_400_batches(int batch, string partition) =>
        Assert.Equal(partition, LedgerKey.Segment("p", batch));

    [Theory]
    [InlineData("parcel|0000400", false, "p|1")]
    [InlineData("parcel|0000000", true, "p")]
    [InlineData("r|0000400", false, "p")]
    [InlineData("r|0000000", true, "p")]
    public void Single_and_retry_parcels_lie_beside_the_push(string row, bool single, string partition) =>
        Assert.Equal(partition, LedgerKey.Partition("p", row, single));

    [Fact]
    public void Only_retry_parcels_are_told_as_such()
    {
        Assert.True(LedgerKey.IsRetry(LedgerKey.Retry(1)));
        Assert.False(LedgerKey.IsRetry(LedgerKey.Parcel(1)));
        Assert.False(LedgerKey.IsRetry(LedgerKey.Push));
    }
}
