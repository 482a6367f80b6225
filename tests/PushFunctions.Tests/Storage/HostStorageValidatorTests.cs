using Microsoft.Extensions.Configuration;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class HostStorageValidatorTests
{
    private const string OneKey = "DefaultEndpointsProtocol=https;AccountName=one;AccountKey=AAAA;EndpointSuffix=core.windows.net";
    private const string OneQueues = "https://one.queue.core.windows.net";

    [Theory]
    [InlineData("Storage", OneKey)]
    [InlineData("Storage", OneKey, "AzureWebJobsStorage", OneKey)]
    [InlineData("Storage", "UseDevelopmentStorage=true", "AzureWebJobsStorage", "UseDevelopmentStorage=true")]
    [InlineData("Storage", OneKey, "AzureWebJobsStorage:queueServiceUri", OneQueues + "/")]
    [InlineData("Storage:queueServiceUri", OneQueues, "AzureWebJobsStorage:accountName", "one")]
    public void Takes_one_account_however_it_is_named(params string[] settings) =>
        Assert.True(Validate(settings).Succeeded);

    [Theory]
    [InlineData("Storage", OneKey, "AzureWebJobsStorage", "UseDevelopmentStorage=true")]
    [InlineData("Storage:queueServiceUri", OneQueues, "AzureWebJobsStorage:accountName", "two")]
    public void Refuses_two_accounts_and_names_both(params string[] settings)
    {
        var refused = Validate(settings).FailureMessage;

        Assert.Contains(OneQueues, refused, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_host_storage_without_queues() => Assert.Contains(
        "AzureWebJobsStorage__queueServiceUri",
        Validate("Storage:queueServiceUri", OneQueues, "AzureWebJobsStorage:blobServiceUri", "https://one.blob.core.windows.net")
            .FailureMessage,
        StringComparison.Ordinal);

    [Fact]
    public void Never_shows_a_key() =>
        Assert.DoesNotContain("AAAA", Validate("Storage", OneKey, "AzureWebJobsStorage:accountName", "two").FailureMessage, StringComparison.Ordinal);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(params string[] settings) =>
        new HostStorageValidator(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build()).Validate(name: null, new());
}
