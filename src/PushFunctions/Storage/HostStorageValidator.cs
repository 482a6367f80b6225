using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PushFunctions.Storage;

/// <summary>
/// Under the Functions host only. The host looks for every connection with the prefix <c>AzureWebJobs</c> first, so the
/// triggers' <c>Storage</c> is <c>AzureWebJobsStorage</c> wherever that is set: unless both name one account, messages
/// are put where nobody listens.
/// </summary>
public sealed class HostStorageValidator(IConfiguration configuration) : IValidateOptions<StorageOptions>
{
    private const string HostSection = "AzureWebJobsStorage";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var host = configuration.GetSection(HostSection);
        if (!host.Exists()) return ValidateOptionsResult.Success;
        var listens = QueuesOf(host);
        if (listens is null)
        {
            return ValidateOptionsResult.Fail(
                $"{HostSection} names no queue service, and the host listens there: "
                + $"set {HostSection}__queueServiceUri to the address of Storage__queueServiceUri.");
        }

        var puts = QueuesOf(configuration.GetSection(StorageOptions.Section));
        return puts is null || Plain(puts) == Plain(listens)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Storage names the queues of {Plain(puts)}, and the host listens at {Plain(listens)}, "
                + $"which {HostSection} names: set both to the same account.");
    }

    /// <returns>The address; null when the settings name none, or name it in a form that others complain of.</returns>
    private static Uri? QueuesOf(IConfigurationSection section)
    {
        try
        {
            if (section.Value is { Length: > 0 } connection) return new QueueServiceClient(connection).Uri;
            if ((section["queueServiceUri"] ?? section["serviceUri"]) is { Length: > 0 } address) return new(address);
            return section["accountName"] is { Length: > 0 } account
                ? new($"https://{account}.queue.core.windows.net")
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Path).TrimEnd('/').ToLowerInvariant();
}
