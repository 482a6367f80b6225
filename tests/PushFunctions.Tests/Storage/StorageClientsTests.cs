using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class StorageClientsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Uses_the_addresses_when_no_connection_string_is_set(string? connectionString)
    {
        var clients = StorageClients.Create(Options.Create(new StorageOptions
        {
            ConnectionString = connectionString,
            BlobServiceUri = new("https://account.blob.core.windows.net"),
            QueueServiceUri = new("https://account.queue.core.windows.net"),
            TableServiceUri = new("https://account.table.core.windows.net"),
        }));

        Assert.Equal("https://account.queue.core.windows.net/push-delivery", clients.Delivery.Uri.AbsoluteUri);
    }
}
