using Azure.Storage.Queues;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

[Collection(nameof(Processes))]
public sealed class AzuriteServerTests
{
    [Fact]
    public async Task Keeps_what_was_written_over_a_stop_and_a_start()
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        var queue = new QueueClient(azurite.ConnectionString, "kept");
        await queue.CreateAsync();
        await queue.SendMessageAsync("still here");

        await azurite.StopAsync();
        Assert.Empty(azurite.ProcessIds);
        await azurite.StartAsync(CancellationToken.None);

        var message = await queue.ReceiveMessageAsync();
        Assert.Equal("still here", message.Value.MessageText);
    }

    [Fact]
    public async Task One_service_can_end_while_the_others_go_on()
    {
        var options = new AzuriteOptions { InMemory = true };
        await using var azurite = await AzuriteServer.StartAsync(options, CancellationToken.None);
        var queue = new QueueClient(azurite.ConnectionString, "others");

        await azurite.StopAsync(AzuritePart.Table);

        Assert.Equal(2, azurite.ProcessIds.Count);
        Assert.Equal(201, (await queue.CreateAsync()).Status);
    }

    [Fact]
    public async Task Leaves_no_process_behind_and_keeps_a_folder_that_was_given()
    {
        using var folder = new TemporaryFolder();
        var options = new AzuriteOptions { DataFolder = folder.Path };
        var azurite = await AzuriteServer.StartAsync(options, CancellationToken.None);
        var processes = azurite.ProcessIds;

        await azurite.DisposeAsync();

        Assert.DoesNotContain(processes, Processes.Runs);
        Assert.True(File.Exists(folder.File("__azurite_db_table__.json")));
    }
}
