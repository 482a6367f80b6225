using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>Inserting, writing, reading and deleting one row.</summary>
[Collection(SharedAzurite.Name)]
public sealed class TableRowContractTests(AzuriteFixture azurite)
{
    private static TableEntity Row => new("p", "r") { ["A"] = 1, ["B"] = 2 };

    [Fact]
    public async Task Adding_answers_with_the_rows_version()
    {
        var table = await azurite.NewTableAsync();

        var added = await table.AddEntityAsync(Row);

        var read = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal(204, added.Status);
        Assert.Equal(added.Headers.ETag, read.Value.ETag);
        Assert.NotNull(read.Value.Timestamp);
    }

    [Fact]
    public async Task Adding_a_row_twice_is_a_conflict()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row);

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Row));

        Assert.Equal(409, conflict.Status);
        Assert.True(conflict.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Contains("already exists", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_row_or_table_is_not_found()
    {
        var table = await azurite.NewTableAsync();
        var nowhere = azurite.Tables.GetTableClient(AzuriteFixture.NewName());

        var row = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        var place = await Assert.ThrowsAsync<RequestFailedException>(() => nowhere.AddEntityAsync(Row));

        Assert.Equal((404, TableErrorCode.ResourceNotFound.ToString()), (row.Status, row.ErrorCode));
        Assert.Equal((404, TableErrorCode.TableNotFound.ToString()), (place.Status, place.ErrorCode));
    }

    [Fact]
    public async Task A_row_that_may_be_missing_is_asked_for_its_value()
    {
        var table = await azurite.NewTableAsync();

        var before = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        await table.AddEntityAsync(Row);
        var after = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.False(before.HasValue);
        Assert.Equal(404, before.GetRawResponse().Status);
        Assert.ThrowsAny<InvalidOperationException>(() => before.Value);
        Assert.Equal(1, after.Value!.GetInt32("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_merges_or_replaces(TableUpdateMode mode, int? a)
    {
        var table = await azurite.NewTableAsync();
        await table.UpsertEntityAsync(Row, mode);

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, mode);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((a, 3), (read.GetInt32("A"), read.GetInt32("B")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_needs_the_version_that_the_row_has(TableUpdateMode mode)
    {
        var table = await azurite.NewTableAsync();
        var first = (await table.AddEntityAsync(Row)).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(Row, first, mode)).Headers.ETag!.Value;

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(Row, first, mode));
        var any = await table.UpdateEntityAsync(Row, ETag.All, mode);

        Assert.NotEqual(first, second);
        Assert.Equal(412, stale.Status);
        Assert.True(stale.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal(204, any.Status);
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused_before_it_is_sent()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => table.UpdateEntityAsync(Row, default));
    }

    [Fact]
    public async Task An_update_of_a_missing_row_is_not_found()
    {
        var table = await azurite.NewTableAsync();

        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(Row, ETag.All));

        Assert.Equal((404, TableErrorCode.ResourceNotFound.ToString()), (missing.Status, missing.ErrorCode));
    }

    [Fact]
    public async Task Deleting_needs_no_version_and_no_row()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row);

        var first = await table.DeleteEntityAsync("p", "r");
        var second = await table.DeleteEntityAsync("p", "r");

        Assert.Equal((204, 404), (first.Status, second.Status));
    }

    [Fact]
    public async Task Deleting_with_a_stale_version_fails()
    {
        var table = await azurite.NewTableAsync();
        var stale = (await table.AddEntityAsync(Row)).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Row);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", stale));

        Assert.Equal(412, refusal.Status);
    }

    [Fact]
    public async Task Deleting_an_entity_ignores_its_own_version_unless_it_is_passed()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row);
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpsertEntityAsync(Row);

        await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync(read, read.ETag));
        var deleted = await table.DeleteEntityAsync(read);

        Assert.Equal(204, deleted.Status);
    }

    [Fact]
    public async Task A_null_column_is_not_kept()
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = null });

        Assert.False((await table.GetEntityAsync<TableEntity>("p", "r")).Value.ContainsKey("A"));
    }

    [Fact]
    public async Task Only_the_selected_columns_are_read()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["A"])).Value;

        Assert.Equal(1, read.GetInt32("A"));
        Assert.False(read.ContainsKey("B"));
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task Keys_are_required()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity(null, "r")));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity("p", null)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => table.DeleteEntityAsync("p", null!));
    }

    [Theory]
    [InlineData("o'clock")]
    [InlineData("''")]
    [InlineData("100%")]
    [InlineData("a%20b")]
    [InlineData("a b+c&d=e")]
    [InlineData("größe 日本 🚚")]
    [InlineData("push|2026-11-20T10:00:00Z|{x};[y]")]
    [InlineData("")]
    public async Task A_key_of_any_letters_is_found_again(string key)
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity(key, key) { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity(key, key) { ["B"] = 2 });
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["C"] = 3 }, ETag.All);

        var read = (await table.GetEntityAsync<TableEntity>(key, key)).Value;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}");
        var found = await table.QueryAsync<TableEntity>(filter).ReadAllAsync();
        var deleted = await table.DeleteEntityAsync(key, key);

        Assert.Equal((key, key, 1, 2, 3), (read.PartitionKey, read.RowKey, read["A"], read["B"], read["C"]));
        Assert.Single(found);
        Assert.Equal(204, deleted.Status);
    }
}
