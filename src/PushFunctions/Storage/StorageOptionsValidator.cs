using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace PushFunctions.Storage;

/// <summary>Checks at start that storage is named, one way or the other.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (options.ConnectionString is { Length: > 0 } connection)
        {
            return IsConnectionString(connection)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    "The setting Storage is not a whole connection string (name=value pairs parted by ';' with "
                    + "account, key and addresses, or UseDevelopmentStorage=true). Copy it from the storage account "
                    + "once more.");
        }

        var missing = new (string Name, Uri? Value)[]
        {
            ("blobServiceUri", options.BlobServiceUri),
            ("queueServiceUri", options.QueueServiceUri),
            ("tableServiceUri", options.TableServiceUri),
        }.Where(pair => pair.Value is null).Select(pair => $"Storage__{pair.Name}").ToList();
        return missing.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Storage is not configured: set Storage to a connection string, "
                + $"or {string.Join(", ", missing)} to the services' addresses.");
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new TableServiceClient(text) is not null && new QueueServiceClient(text) is not null;
        }
        catch (Exception exception)
            when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            // What it says quotes the text, which holds a secret.
            return false;
        }
    }
}
