using Azure.Data.Tables;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>An Azurite in memory, on free ports, for as long as a collection of tests runs.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    /// <summary>The server, of which a test may stop and start parts.</summary>
    public AzuriteServer Server => _server ?? throw new InvalidOperationException("Azurite has not been started yet.");

    public string ConnectionString => Server.ConnectionString;

    public TableServiceClient Tables => field ??= new TableServiceClient(ConnectionString);

    public async Task InitializeAsync() =>
        _server = await AzuriteServer.StartAsync(new AzuriteOptions { InMemory = true }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Makes a table of a name that no other test has.</summary>
    public async Task<TableClient> NewTableAsync()
    {
        var table = Tables.GetTableClient(NewName());
        await table.CreateAsync();
        return table;
    }

    /// <summary>A name for a table, queue or container that nothing else has.</summary>
    public static string NewName() => $"t{Guid.NewGuid():N}";
}
