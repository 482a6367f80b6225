using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>Finding rows: filters, selected columns, pages.</summary>
[Collection(SharedAzurite.Name)]
public sealed class TableQueryContractTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 20, 12, 30, 15, 250, TimeSpan.FromHours(2));
    private static readonly Guid Id = Guid.Parse("2f1c7e3a-0000-4000-8000-0123456789ab");

    public static TheoryData<FormattableString, string> Filters => new()
    {
        { $"A eq {"it's"} or A eq {"x' or 'a' eq 'a"}", "A eq 'it''s' or A eq 'x'' or ''a'' eq ''a'" },
        { $"A eq {true} and B eq {false}", "A eq true and B eq false" },
        { $"A eq {7} and B eq {7L} and C eq {0.5}", "A eq 7 and B eq 7L and C eq 0.5" },
        { $"A eq {Id}", "A eq guid'2f1c7e3a-0000-4000-8000-0123456789ab'" },
        { $"A ge {Moment}", "A ge datetime'2026-11-20T10:30:15.25Z'" },
        { $"A ge {Moment.UtcDateTime}", "A ge datetime'2026-11-20T10:30:15.25Z'" },
        { $"A ge {DateTimeOffset.UnixEpoch}", "A ge datetime'1970-01-01T00:00:00Z'" },
        { $"no values", "no values" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_is_written_with_its_values_quoted(FormattableString filter, string text)
    {
        Assert.Equal(text, TableClient.CreateQueryFilter(filter));
        Assert.Equal(text, TableServiceClient.CreateQueryFilter(filter));
    }

    [Fact]
    public void A_filter_takes_no_other_types() =>
        Assert.ThrowsAny<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));

    [Fact]
    public async Task Rows_are_found_by_values_of_every_type()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "wanted")
        {
            ["Text"] = "it's",
            ["Flag"] = true,
            ["Int"] = -7,
            ["Long"] = 7_000_000_000L,
            ["Id"] = Id,
            ["Time"] = Moment,
        });
        await table.AddEntityAsync(new TableEntity("p", "other")
        {
            ["Text"] = "it",
            ["Flag"] = false,
            ["Int"] = 7,
            ["Long"] = 7L,
            ["Id"] = Guid.Empty,
            ["Time"] = Moment.AddHours(-1),
        });

        foreach (var filter in new FormattableString[]
        {
            $"Text eq {"it's"}",
            $"Flag eq {true}",
            $"Int lt {0}",
            $"Long gt {6_999_999_999L}",
            $"Id eq {Id}",
            $"Time ge {Moment}",
            $"PartitionKey eq {"p"} and RowKey gt {"other"}",
            $"not (Flag eq {false}) and (Int eq {-7} or Int eq {1})",
        })
        {
            var found = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter)).ReadAllAsync();

            Assert.Equal(["wanted"], found.Select(row => row.RowKey));
        }
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_result_is_read()
    {
        var nowhere = azurite.Tables.GetTableClient(AzuriteFixture.NewName());

        var rows = nowhere.QueryAsync<TableEntity>();

        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => rows.ReadAllAsync());
        Assert.Equal((404, TableErrorCode.TableNotFound.ToString()), (missing.Status, missing.ErrorCode));
    }

    [Fact]
    public async Task A_broken_filter_is_refused()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.QueryAsync<TableEntity>("PartitionKey eq eq 'p'").ReadAllAsync());

        Assert.Equal(400, refusal.Status);
    }

    [Fact]
    public async Task Only_the_selected_columns_are_read()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2, ["C"] = 3 });

        var read = Assert.Single(await table.QueryAsync<TableEntity>(select: ["RowKey", "A", "B"]).ReadAllAsync());

        Assert.Equal(("r", 1, 2), (read.RowKey, read["A"], read["B"]));
        Assert.False(read.ContainsKey("C"));
        Assert.False(read.ContainsKey("PartitionKey"));
    }

    [Fact]
    public async Task All_rows_come_in_the_order_of_their_keys_at_most_1000_a_page()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, 1_100);

        var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").ReadPagesAsync();

        Assert.Equal([1_000, 100], pages.Select(page => page.Values.Count));
        Assert.Equal(
            Enumerable.Range(0, 1_100).Select(RowKey), pages.SelectMany(page => page.Values).Select(row => row.RowKey));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task A_page_holds_no_more_than_was_asked_for()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, 25);

        var asked = await table.QueryAsync<Order>(maxPerPage: 10).ReadPagesAsync();
        var hinted = await table.QueryAsync<Order>(maxPerPage: 10).ReadPagesAsync(pageSizeHint: 20);
        var all = await table.QueryAsync<Order>(maxPerPage: 7).ReadAllAsync();

        Assert.Equal([10, 10, 5], asked.Select(page => page.Values.Count));
        Assert.Equal([20, 5], hinted.Select(page => page.Values.Count));
        Assert.Equal(25, all.Count);
    }

    [Fact]
    public async Task Reading_goes_on_from_a_continuation_token()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, 25);
        var first = (await table.QueryAsync<TableEntity>(maxPerPage: 10).ReadPagesAsync())[0];

        var rest = await table.QueryAsync<TableEntity>(maxPerPage: 10).ReadPagesAsync(first.ContinuationToken);

        Assert.Equal(
            Enumerable.Range(10, 15).Select(RowKey), rest.SelectMany(page => page.Values).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, 2);
        using var cancellation = new CancellationTokenSource();
        var rows = table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellation.Token);

        await using var reader = rows.GetAsyncEnumerator();
        await reader.MoveNextAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.MoveNextAsync());
    }

    private static string RowKey(int number) => number.ToString("D7", CultureInfo.InvariantCulture);

    private static async Task FillAsync(TableClient table, int rows)
    {
        foreach (var numbers in Enumerable.Range(0, rows).Chunk(100))
        {
            await table.SubmitTransactionAsync(numbers.Select(number =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", RowKey(number)))));
        }
    }
}
