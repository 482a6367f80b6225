using System.Web;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Moq;
using Moq.Protected;
using PushFunctions.Audiences;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Audiences;

public sealed class UploadAddressTests
{
    private const string Account = "https://account.blob.core.windows.net";
    private const string Blob = "default/crew/17/upload";
    private static readonly DateTimeOffset ExpiresAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Mock<BlobServiceClient> _service = new(new Uri(Account), Mock.Of<TokenCredential>(), null!) { CallBase = true };
    private readonly List<DateTimeOffset> _keysAsked = [];

    [Fact]
    public async Task With_an_identity_the_address_is_signed_by_a_key_that_storage_gives_it()
    {
        var address = await UploadAt(new BlobClient(new Uri($"{Account}/audiences/{Blob}"), Mock.Of<TokenCredential>()));

        Assert.Equal($"{Account}/audiences/{Blob}", address.GetLeftPart(UriPartial.Path));
        Assert.Equal([ExpiresAt], _keysAsked);
        var signed = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"), (signed["skoid"], signed["sktid"]));
        Assert.NotEmpty(signed["sig"]!);
    }

    /// <summary>Who has it may write this one blob for an hour, and neither read nor list nor delete.</summary>
    [Fact]
    public async Task It_allows_to_write_one_blob_until_its_time_over_https_alone()
    {
        var address = await UploadAt(new BlobClient(new Uri($"{Account}/audiences/{Blob}"), Mock.Of<TokenCredential>()));

        var signed = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(
            ("cw", "b", "https", "2026-03-01T12:00:00Z"), (signed["sp"], signed["sr"], signed["spr"], signed["se"]));
    }

    [Fact]
    public async Task With_the_accounts_key_no_other_is_asked_for()
    {
        var key = new StorageSharedKeyCredential("account", Convert.ToBase64String(new byte[32]));

        var address = await UploadAt(new BlobClient(new Uri($"{Account}/audiences/{Blob}"), key));

        Assert.Empty(_keysAsked);
        Assert.Null(HttpUtility.ParseQueryString(address.Query)["skoid"]);
    }

    private Task<Uri> UploadAt(BlobClient blob)
    {
        var container = new Mock<BlobContainerClient>();
        container.Setup(lists => lists.GetBlobClient(Blob)).Returns(blob);
        container.Protected().Setup<BlobServiceClient>("GetParentBlobServiceClientCore").Returns(_service.Object);
        _service.Setup(service => service.GetBlobContainerClient(It.IsAny<string>())).Returns(container.Object);
        _service
            .Setup(service => service.GetUserDelegationKeyAsync(null, It.IsAny<DateTimeOffset>(), CancellationToken.None))
            .Callback((DateTimeOffset? _, DateTimeOffset expiresOn, CancellationToken _) => _keysAsked.Add(expiresOn))
            .ReturnsAsync(Response.FromValue(Key(), Mock.Of<Response>()));
        var (tables, queues) = (new TableServiceClient("UseDevelopmentStorage=true"), new QueueServiceClient("UseDevelopmentStorage=true"));
        return new UploadAddress(StorageClients.From(tables, queues, queues, _service.Object))
            .MakeAsync(Blob, ExpiresAt, CancellationToken.None);
    }

    private static UserDelegationKey Key() => BlobsModelFactory.UserDelegationKey(
        "11111111-1111-1111-1111-111111111111",
        "22222222-2222-2222-2222-222222222222",
        ExpiresAt.AddHours(-1),
        ExpiresAt,
        "b",
        "2023-11-03",
        Convert.ToBase64String(new byte[32]));
}
