using Microsoft.Extensions.Configuration;

namespace PushFunctions.Storage;

/// <summary>
/// Where storage is: the setting <c>Storage</c> (a connection string, for local runs) or the group <c>Storage</c>
/// (service addresses reached with an identity, in Azure). The triggers name the same settings, but the Functions host
/// takes <c>AzureWebJobsStorage</c> for them wherever that is set; <see cref="HostStorageValidator"/> sees to it.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>Name of the setting or group; also the triggers' <c>Connection</c>.</summary>
    public const string Section = "Storage";

    [ConfigurationKeyName("blobServiceUri")]
    public Uri? BlobServiceUri { get; set; }

    [ConfigurationKeyName("queueServiceUri")]
    public Uri? QueueServiceUri { get; set; }

    [ConfigurationKeyName("tableServiceUri")]
    public Uri? TableServiceUri { get; set; }

    /// <summary>Client id of a user-assigned identity; none for the system-assigned one.</summary>
    [ConfigurationKeyName("clientId")]
    public string? ClientId { get; set; }

    /// <summary>Set when <c>Storage</c> is a plain value.</summary>
    public string? ConnectionString { get; set; }
}
