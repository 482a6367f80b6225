using Microsoft.Extensions.Options;

namespace PushFunctions.Storage;

/// <summary>Checks at start that storage is named, one way or the other.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (options.ConnectionString is { Length: > 0 } connection)
        {
            return connection.Contains('=', StringComparison.Ordinal)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    "The setting Storage is not a connection string "
                    + "(name=value pairs parted by ';', or UseDevelopmentStorage=true).");
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
}
