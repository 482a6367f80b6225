using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>What comes back of each type, from a class and from a plain row.</summary>
[Collection(SharedAzurite.Name)]
public sealed class TableColumnContractTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 20, 12, 30, 15, TimeSpan.FromHours(2));

    private static Order Order => new()
    {
        PartitionKey = "p",
        RowKey = "r",
        Note = "größe \"x\" <&> 日本 🚚 \n\\",
        Paid = true,
        Count = int.MinValue,
        Cents = long.MaxValue,
        Weight = 0.1,
        Id = Guid.Parse("2f1c7e3a-0000-4000-8000-0123456789ab"),
        Placed = Moment.AddTicks(1234567),
        Shipped = Moment.UtcDateTime,
        Seal = [0, 1, 254, 255],
        Label = BinaryData.FromBytes(new byte[] { 7 }),
        State = OrderState.Sent,
        MaybePaid = false,
        MaybeCount = 0,
        MaybeCents = -1,
        MaybeWeight = 2,
        MaybeId = Guid.Empty,
        MaybePlaced = Moment,
        MaybeShipped = Moment.UtcDateTime,
        MaybeState = OrderState.Open,
        Renamed = "new name",
        Ignored = 9.99m,
    };

    [Fact]
    public async Task A_class_comes_back_as_it_went()
    {
        var read = await ThroughTableAsync<Order>(Order);

        var sent = Order;
        Assert.Equal(
            (sent.Note, sent.Paid, sent.Count, sent.Cents, sent.Weight, sent.Id, sent.Placed, sent.Shipped),
            (read.Note, read.Paid, read.Count, read.Cents, read.Weight, read.Id, read.Placed, read.Shipped));
        Assert.Equal(
            (sent.State, sent.MaybePaid, sent.MaybeCount, sent.MaybeCents, sent.MaybeWeight, sent.MaybeId),
            (read.State, read.MaybePaid, read.MaybeCount, read.MaybeCents, read.MaybeWeight, read.MaybeId));
        Assert.Equal(
            (sent.MaybePlaced, sent.MaybeShipped, sent.MaybeState, sent.Renamed, 0m),
            (read.MaybePlaced, read.MaybeShipped, read.MaybeState, read.Renamed, read.Ignored));
        Assert.Equal(sent.Seal, read.Seal);
        Assert.Equal(sent.Label!.ToArray(), read.Label!.ToArray());
        Assert.Equal((TimeSpan.Zero, DateTimeKind.Utc), (read.Placed.Offset, read.Shipped.Kind));
    }

    [Fact]
    public async Task A_class_is_kept_in_columns_of_its_types()
    {
        var read = await ThroughTableAsync<TableEntity>(Order);

        Assert.IsType<string>(read["Note"]);
        Assert.IsType<bool>(read["Paid"]);
        Assert.IsType<int>(read["Count"]);
        Assert.IsType<long>(read["Cents"]);
        Assert.IsType<double>(read["Weight"]);
        Assert.IsType<Guid>(read["Id"]);
        Assert.IsType<DateTimeOffset>(read["Placed"]);
        Assert.IsType<byte[]>(read["Seal"]);
        Assert.Equal("Sent", read["State"]);
        Assert.Equal("new name", read["renamed"]);
        Assert.Equal($"{int.MinValue} of {Order.Note}", read["Derived"]);
        Assert.False(read.ContainsKey("Renamed"));
        Assert.False(read.ContainsKey("Ignored"));
        Assert.False(read.ContainsKey("ETag"));
    }

    [Fact]
    public async Task Nulls_of_a_class_come_back_as_nulls()
    {
        var read = await ThroughTableAsync<Order>(new Order { PartitionKey = "p", RowKey = "r" });

        Assert.Null(read.Note);
        Assert.Null(read.Label);
        Assert.Null(read.MaybePaid);
        Assert.Null(read.MaybeCount);
        Assert.Null(read.MaybeCents);
        Assert.Null(read.MaybeWeight);
        Assert.Null(read.MaybeId);
        Assert.Null(read.MaybePlaced);
        Assert.Null(read.MaybeShipped);
        Assert.Null(read.MaybeState);
        Assert.Empty(read.Seal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(5.0)]
    [InlineData(-0.25)]
    [InlineData(1e300)]
    public async Task A_double_stays_one(double weight)
    {
        var read = await ThroughTableAsync<Order>(new Order { PartitionKey = "p", RowKey = "r", Weight = weight });

        Assert.Equal(weight, read.Weight);
    }

    [Fact]
    public async Task A_plain_row_comes_back_with_its_types()
    {
        var read = await ThroughTableAsync<TableEntity>(new TableEntity("p", "r")
        {
            ["Text"] = "it's",
            ["Flag"] = true,
            ["Int"] = 5,
            ["Long"] = 5L,
            ["Whole"] = 5.0,
            ["Id"] = Guid.Empty,
            ["Time"] = Moment,
            ["Utc"] = Moment.UtcDateTime,
            ["Bytes"] = new byte[] { 1, 2 },
            ["Data"] = BinaryData.FromBytes(new byte[] { 3 }),
        });

        Assert.Equal(("it's", true, 5), (read.GetString("Text"), read.GetBoolean("Flag"), read.GetInt32("Int")));
        Assert.Equal((5L, 5.0, Guid.Empty), (read.GetInt64("Long"), read.GetDouble("Whole"), read.GetGuid("Id")));
        Assert.Equal((Moment, Moment.UtcDateTime), (read.GetDateTimeOffset("Time"), read.GetDateTime("Utc")));
        Assert.IsType<DateTimeOffset>(read["Utc"]);
        Assert.Equal([1, 2], read.GetBinary("Bytes"));
        Assert.Equal([3], read.GetBinaryData("Data").ToArray());
        Assert.DoesNotContain(read.Keys, key => key.Contains("odata.type", StringComparison.Ordinal));
        Assert.DoesNotContain("odata.metadata", read.Keys);
    }

    [Fact]
    public async Task A_row_that_was_read_can_be_written_back()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Order);
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        await table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace);

        Assert.Equal(Order.Cents, (await table.GetEntityAsync<Order>("p", "r")).Value.Cents);
    }

    [Fact]
    public async Task A_column_holds_32768_letters_or_64_KiB()
    {
        var full = new TableEntity("p", "r") { ["Text"] = new string('x', 32_768), ["Bytes"] = new byte[65_536] };

        var read = await ThroughTableAsync<TableEntity>(full);

        Assert.Equal((32_768, 65_536), (read.GetString("Text").Length, read.GetBinary("Bytes").Length));
        foreach (var tooLarge in new object[] { new string('x', 32_769), new byte[65_537] })
        {
            var refusal = await Assert.ThrowsAsync<RequestFailedException>(
                () => ThroughTableAsync<TableEntity>(new TableEntity("p", "r") { ["Column"] = tooLarge }));
            Assert.Equal((400, TableErrorCode.PropertyValueTooLarge.ToString()), (refusal.Status, refusal.ErrorCode));
        }
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_time_that_is_not_utc_is_refused(DateTimeKind kind)
    {
        var row = new TableEntity("p", "r") { ["Time"] = DateTime.SpecifyKind(Moment.UtcDateTime, kind) };

        await Assert.ThrowsAnyAsync<NotSupportedException>(() => ThroughTableAsync<TableEntity>(row));
    }

    [Fact]
    public async Task An_enum_in_a_plain_row_is_refused()
    {
        var row = new TableEntity("p", "r") { ["State"] = OrderState.Sent };

        await Assert.ThrowsAnyAsync<NotSupportedException>(() => ThroughTableAsync<TableEntity>(row));
    }

    [StandInFact]
    public async Task A_number_that_no_column_keeps_faithfully_is_refused()
    {
        var row = new TableEntity("p", "r") { ["Price"] = 9.99m };

        await Assert.ThrowsAsync<NotSupportedException>(() => ThroughTableAsync<TableEntity>(row));
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => ThroughTableAsync<Priced>(new Priced { PartitionKey = "p", RowKey = "r" }));
        Assert.Contains("Priced.Price", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enum_that_the_class_does_not_know_is_refused()
    {
        var row = new TableEntity("p", "r") { ["State"] = "Eaten" };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => ThroughTableAsync<Order>(row));
    }

    [Fact]
    public void A_plain_row_keeps_a_columns_type()
    {
        var row = new TableEntity("p", "r") { ["Long"] = 5L, ["Text"] = "x" };

        row["Long"] = 6;

        Assert.Equal(6L, row["Long"]);
        Assert.Null(row["Missing"]);
        Assert.Null(row.GetInt32("Missing"));
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("Text"));

        row["Text"] = 6;

        Assert.Equal(6, row["Text"]);
    }

    private async Task<T> ThroughTableAsync<T>(ITableEntity entity)
        where T : class, ITableEntity
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(entity);
        return (await table.GetEntityAsync<T>(entity.PartitionKey, entity.RowKey)).Value;
    }

    private sealed class Priced : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public decimal Price { get; set; }
    }
}
