using Azure.Data.Tables;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>A server of its own, as its parts are stopped.</summary>
public sealed class AzuriteFixtureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_part_can_be_stopped_and_started_again_on_its_port()
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        var tables = new TableServiceClient(azurite.ConnectionString, options);
        await tables.CreateTableAsync(AzuriteFixture.NewName());

        await azurite.Server.StopAsync(AzuritePart.Table);
        var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => tables.CreateTableAsync(AzuriteFixture.NewName()));
        await azurite.Server.StartAsync(AzuritePart.Table, CancellationToken.None);
        var answer = await tables.CreateTableAsync(AzuriteFixture.NewName());

        Assert.Equal(0, failure.Status);
        Assert.InRange(answer.GetRawResponse().Status, 201, 204);
    }
}
