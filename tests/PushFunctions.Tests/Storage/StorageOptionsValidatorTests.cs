using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class StorageOptionsValidatorTests
{
    private static readonly Uri Address = new("https://account.example");

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net")]
    public void A_connection_string_is_enough(string connection) =>
        Assert.True(Validate(new() { ConnectionString = connection }).Succeeded);

    [Fact]
    public void Addresses_of_all_three_services_are_enough() => Assert.True(Validate(
        new() { BlobServiceUri = Address, QueueServiceUri = Address, TableServiceUri = Address }).Succeeded);

    [Fact]
    public void Nothing_at_all_is_refused_with_every_way_out()
    {
        var message = Validate(new()).FailureMessage;

        Assert.Contains("set Storage to a connection string", message, StringComparison.Ordinal);
        Assert.Contains("Storage__blobServiceUri, Storage__queueServiceUri, Storage__tableServiceUri", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_addresses_that_lack_are_named()
    {
        var message = Validate(new() { ConnectionString = "", BlobServiceUri = Address, TableServiceUri = Address })
            .FailureMessage;

        Assert.Contains("Storage__queueServiceUri", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Storage__blobServiceUri", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("AccountName=a")]
    [InlineData("AccountKey=c2VjcmV0;secret")]
    [InlineData("AccountName=a;AccountKey=secret!;EndpointSuffix=core.windows.net")]
    public void What_is_no_connection_string_is_refused_without_being_shown(string connection)
    {
        var message = Validate(new() { ConnectionString = connection }).FailureMessage;

        Assert.Contains("The setting Storage is not a whole connection string", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(StorageOptions options) =>
        new StorageOptionsValidator().Validate(name: null, options);
}
