using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using static Azure.Data.Tables.TableTransactionActionType;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>Several rows of a partition at once: all or none.</summary>
[Collection(SharedAzurite.Name)]
public sealed class TableTransactionContractTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_kind_of_action_does_what_it_says()
    {
        var table = await azurite.NewTableAsync();
        await table.SubmitTransactionAsync(
            [.. new[] { "merge", "replace", "gone", "merged", "replaced" }.Select(key => Do(Add, key, "A", 1))]);

        await table.SubmitTransactionAsync(
        [
            Do(Add, "added", "B", 2),
            Do(UpdateMerge, "merge", "B", 2, ETag.All),
            Do(UpdateReplace, "replace", "B", 2, ETag.All),
            Do(Delete, "gone", "B", 2),
            Do(UpsertMerge, "merged", "B", 2),
            Do(UpsertReplace, "replaced", "B", 2),
            Do(UpsertMerge, "new", "B", 2),
        ]);

        var rows = await table.QueryAsync<TableEntity>().ReadAllAsync();
        Assert.Equal(
            ["added -/2", "merge 1/2", "merged 1/2", "new -/2", "replace -/2", "replaced -/2"],
            rows.Select(row => $"{row.RowKey} {row["A"] ?? "-"}/{row["B"] ?? "-"}"));
    }

    [Fact]
    public async Task The_answers_carry_the_new_versions_in_the_order_of_the_actions()
    {
        var table = await azurite.NewTableAsync();

        string[] keys = ["b", "a", "o'c 100%ü"];

        var answers = (await table.SubmitTransactionAsync(
            [Do(Add, keys[0]), Do(UpsertMerge, keys[1]), Do(UpsertReplace, keys[2])])).Value;

        Assert.Equal([204, 204, 204], answers.Select(answer => answer.Status));
        foreach (var (key, answer) in keys.Zip(answers))
        {
            var row = (await table.GetEntityAsync<TableEntity>("p", key)).Value;
            Assert.Equal(row.ETag, answer.Headers.ETag);
            await table.UpdateEntityAsync(row, answer.Headers.ETag!.Value);
        }
    }

    [Fact]
    public async Task A_transaction_answers_202()
    {
        var table = await azurite.NewTableAsync();

        var response = await table.SubmitTransactionAsync([Do(Add, "a")]);

        Assert.Equal(202, response.GetRawResponse().Status);
    }

    [Fact]
    public async Task A_conflict_undoes_all_and_names_the_action()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "there"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([Do(Add, "a"), Do(Add, "b"), Do(Add, "there"), Do(Add, "c")]));

        Assert.Equal(2, failure.FailedTransactionActionIndex);
        Assert.Equal((409, TableErrorCode.EntityAlreadyExists.ToString()), (failure.Status, failure.ErrorCode));
        Assert.Equal(["there"], (await table.QueryAsync<TableEntity>().ReadAllAsync()).Select(row => row.RowKey));
    }

    [Theory]
    [InlineData(UpdateMerge)]
    [InlineData(UpdateReplace)]
    [InlineData(Delete)]
    public async Task A_stale_version_undoes_all_and_names_the_action(TableTransactionActionType type)
    {
        var table = await azurite.NewTableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        var fresh = (await table.UpsertEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([Do(Add, "a"), Do(type, "r", "A", 1, stale)]));
        var done = await table.SubmitTransactionAsync([Do(Add, "a"), Do(type, "r", "A", 1, fresh)]);

        Assert.Equal((412, 1), (failure.Status, failure.FailedTransactionActionIndex));
        Assert.True(failure.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal(2, done.Value.Count);
    }

    [Theory]
    [InlineData(UpdateMerge)]
    [InlineData(UpdateReplace)]
    public async Task An_update_without_a_version_is_an_upsert(TableTransactionActionType type)
    {
        var table = await azurite.NewTableAsync();

        await table.SubmitTransactionAsync([Do(type, "r", "A", 1)]);

        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value["A"]);
    }

    [Theory]
    [InlineData(UpdateMerge)]
    [InlineData(UpdateReplace)]
    [InlineData(Delete)]
    public async Task An_update_or_delete_of_a_missing_row_fails_the_transaction(TableTransactionActionType type)
    {
        var table = await azurite.NewTableAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([Do(Add, "a"), Do(type, "missing", "A", 1, ETag.All)]));

        Assert.Equal((404, 1), (failure.Status, failure.FailedTransactionActionIndex));
        Assert.Equal(TableErrorCode.ResourceNotFound, failure.ErrorCode);
        Assert.Empty(await table.QueryAsync<TableEntity>().ReadAllAsync());
    }

    [Fact]
    public async Task A_transaction_needs_an_action()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task A_hundred_actions_are_taken_and_one_more_is_refused()
    {
        var table = await azurite.NewTableAsync();

        var taken = await table.SubmitTransactionAsync(Numbered(0, 100));
        var refusal = await Record.ExceptionAsync(() => table.SubmitTransactionAsync(Numbered(100, 101)));

        Assert.Equal(100, taken.Value.Count);
        // The package's client cannot read the form in which Azurite refuses this.
        Assert.True(refusal is RequestFailedException { Status: 400 } or InvalidOperationException);
        Assert.Equal(100, (await table.QueryAsync<TableEntity>().ReadAllAsync()).Count);
    }

    [StandInFact]
    public async Task Rows_of_two_partitions_are_refused()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, new TableEntity("p", "r")), new(Add, new TableEntity("q", "r"))]));

        Assert.Equal(400, refusal.Status);
        Assert.Equal(TableErrorCode.CommandsInBatchActOnDifferentPartitions, refusal.ErrorCode);
    }

    [Fact]
    public async Task A_row_that_is_named_twice_is_refused()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => table.SubmitTransactionAsync([Do(UpsertMerge, "r"), Do(UpsertMerge, "r")]));

        Assert.Equal((400, TableErrorCode.InvalidDuplicateRow.ToString()), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_class_keeps_its_types_in_a_transaction()
    {
        var table = await azurite.NewTableAsync();
        var order = new Order
        {
            PartitionKey = "p",
            RowKey = "r",
            Note = "日本 \r\n--batch",
            Cents = long.MinValue,
            Seal = [1],
        };

        await table.SubmitTransactionAsync([new TableTransactionAction(Add, order)]);

        var read = (await table.GetEntityAsync<Order>("p", "r")).Value;
        Assert.Equal((order.Note, order.Cents), (read.Note, read.Cents));
        Assert.Equal([1], read.Seal);
    }

    private static IEnumerable<TableTransactionAction> Numbered(int first, int count) =>
        Enumerable.Range(first, count).Select(number => Do(Add, number.ToString("D3", CultureInfo.InvariantCulture)));

    private static TableTransactionAction Do(
        TableTransactionActionType type, string rowKey, string column = "A", int value = 0, ETag etag = default) =>
        new(type, new TableEntity("p", rowKey) { [column] = value }, etag);
}
