using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>What the app counts on of tables, from the package and from its stand-in alike.</summary>
[Collection(SharedAzurite.Name)]
public sealed class TableContractTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_table_is_made_once()
    {
        var table = azurite.Tables.GetTableClient(AzuriteFixture.NewName());

        var made = await table.CreateAsync();
        var again = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        Assert.Equal(table.Name, made.Value.Name);
        Assert.Equal(409, again.Status);
        Assert.Equal(TableErrorCode.TableAlreadyExists, again.ErrorCode);
    }

    [Fact]
    public async Task Making_a_table_if_it_is_missing_says_whether_it_was()
    {
        var name = AzuriteFixture.NewName();

        var first = await azurite.Tables.CreateTableIfNotExistsAsync(name);
        var second = await azurite.Tables.CreateTableIfNotExistsAsync(name);

        Assert.Equal(name, second.Value.Name);
        Assert.InRange(first.GetRawResponse().Status, 201, 204);
        Assert.Equal(409, second.GetRawResponse().Status);
    }

    [Fact]
    public async Task Deleting_a_table_that_is_missing_is_no_error()
    {
        var table = await azurite.NewTableAsync();

        var first = await table.DeleteAsync();
        var second = await azurite.Tables.DeleteTableAsync(table.Name);

        Assert.Equal(204, first.Status);
        Assert.Equal(404, second.Status);
    }

    [Fact]
    public async Task Tables_are_found_by_name()
    {
        var table = await azurite.NewTableAsync();
        await azurite.NewTableAsync();

        var found = await azurite.Tables
            .QueryAsync(TableServiceClient.CreateQueryFilter($"TableName eq {table.Name}")).ReadAllAsync();

        Assert.Equal([table.Name], found.Select(item => item.Name));
    }

    [Fact]
    public async Task Tables_are_listed_page_by_page()
    {
        string[] mine = [(await azurite.NewTableAsync()).Name, (await azurite.NewTableAsync()).Name];

        var found = await azurite.Tables.QueryAsync(maxPerPage: 1).ReadAllAsync();

        Assert.Subset(found.Select(item => item.Name).ToHashSet(), mine.ToHashSet());
    }

    [Fact]
    public async Task A_client_knows_where_it_is()
    {
        var table = await azurite.NewTableAsync();

        Assert.Equal("devstoreaccount1", table.AccountName);
        Assert.Equal("devstoreaccount1", azurite.Tables.AccountName);
        Assert.EndsWith("/devstoreaccount1", azurite.Tables.Uri.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        Assert.EndsWith($"/devstoreaccount1/{table.Name}", table.Uri.AbsoluteUri, StringComparison.Ordinal);
    }
}
