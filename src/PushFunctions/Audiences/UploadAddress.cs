using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>
/// Addresses to which one blob can be written directly: signed with the account's key where there is one, as locally,
/// else with a key that the app's identity is given for the purpose.
/// </summary>
public sealed class UploadAddress(StorageClients storage)
{
    /// <summary>How long an address can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The blob that is uploaded, in the folder that is named like the upload.</summary>
    public static string BlobOf(string partition, string upload) =>
        $"{AudienceRow.FolderOf(partition, upload)}/upload";

    /// <param name="name">The blob.</param>
    /// <param name="expiresAt">Until when it can be written.</param>
    /// <param name="cancellationToken">Ends the asking for a key.</param>
    public async Task<Uri> MakeAsync(string name, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var blob = storage.AudienceLists.GetBlobClient(name);
        var sas = new BlobSasBuilder(BlobSasPermissions.Create | BlobSasPermissions.Write, expiresAt)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = name,
            Resource = "b",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        if (blob.CanGenerateSasUri) return blob.GenerateSasUri(sas);
        BlobServiceClient service = storage.AudienceLists.GetParentBlobServiceClient();
        var key = await service.GetUserDelegationKeyAsync(startsOn: null, expiresAt, cancellationToken);
        return new BlobUriBuilder(blob.Uri) { Sas = sas.ToSasQueryParameters(key, service.AccountName) }.ToUri();
    }
}
