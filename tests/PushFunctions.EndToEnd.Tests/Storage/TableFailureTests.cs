using System.Net;
using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Moq;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>How tests make a table fail, and how a client bears it.</summary>
[Collection(SharedAzurite.Name)]
public sealed class TableFailureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task One_member_of_a_real_client_can_be_made_to_fail()
    {
        var real = await azurite.NewTableAsync();
        var table = new Mock<TableClient>(azurite.ConnectionString, real.Name) { CallBase = true };
        table.Setup(client => client.UpsertEntityAsync(
                It.IsAny<TableEntity>(), It.IsAny<TableUpdateMode>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(503, "The server is busy.", "ServerBusy", null));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.Object.UpsertEntityAsync(new TableEntity("p", "r")));
        await table.Object.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal("ServerBusy", failure.ErrorCode);
        Assert.True((await real.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public void A_client_can_be_made_of_nothing()
    {
        var table = new Mock<TableClient>();
        var service = new Mock<TableServiceClient>();
        table.Setup(client => client.Name).Returns("orders");
        service.Setup(client => client.GetTableClient("orders")).Returns(table.Object);

        Assert.Equal("orders", service.Object.GetTableClient("orders").Name);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_with_the_whole_request()
    {
        using var handler = new ScriptedHandler(
            request => request == 1 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null);
        var table = await azurite.NewTableAsync();
        var client = new TableClient(azurite.ConnectionString, table.Name, Options(handler));

        await client.AddEntityAsync(new Order { PartitionKey = "p", RowKey = "r", Note = "whole" });

        Assert.Equal(2, handler.Requests.Count);
        Assert.All(handler.Requests, request => Assert.Equal("SharedKeyLite", request.Headers.Authorization?.Scheme));
        Assert.Equal("whole", (await table.GetEntityAsync<Order>("p", "r")).Value.Note);
    }

    [Fact]
    public async Task A_failure_without_a_table_error_still_has_its_status()
    {
        using var handler = Always(HttpStatusCode.BadGateway, "<html>no</html>");
        var options = Options(handler);
        options.Retry.MaxRetries = 0;
        var table = new TableClient(azurite.ConnectionString, "orders", options);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(502, failure.Status);
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_not_taken_for_one_that_exists()
    {
        using var handler = Always(
            HttpStatusCode.Conflict,
            """{"odata.error":{"code":"TableBeingDeleted","message":{"lang":"en-US","value":"Not yet gone."}}}""");
        var client = new TableServiceClient(azurite.ConnectionString, Options(handler));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.CreateTableIfNotExistsAsync("orders"));

        Assert.Equal(TableErrorCode.TableBeingDeleted, failure.ErrorCode);
    }

    private static ScriptedHandler Always(HttpStatusCode status, string body) =>
        new(_ => new HttpResponseMessage(status) { Content = new StringContent(body) });

    private static TableClientOptions Options(HttpMessageHandler handler)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(handler) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }
}
