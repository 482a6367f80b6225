using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Gives an address to upload a list to that is too large to be put; the last one counts.</summary>
public sealed class OpenUploadHandler(
    AudienceAddress address, AudienceVersions versions, UploadAddress uploads, StorageClients storage,
    TimeProvider time, HttpAnswer answers)
{
    /// <summary>What an upload that nobody commits is given before it goes.</summary>
    private static readonly TimeSpan Kept = UploadAddress.Lifetime * 2;

    public Task<IResult> HandleAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = address.Read(request, name);
                if (problem is not null) return new ProblemResult(problem);
                var partition = AudienceRow.PartitionOf(app, name);
                var expiresAt = time.GetUtcNow() + UploadAddress.Lifetime;
                var upload = await versions.BeginAsync(partition, Kept, cancellationToken);
                var url = await uploads.MakeAsync(
                    UploadAddress.BlobOf(partition, upload), expiresAt, cancellationToken);
                await storage.Audiences.UpsertEntityAsync(
                    new AudienceUploadRow { PartitionKey = partition, Upload = upload, ExpiresAt = expiresAt },
                    TableUpdateMode.Replace,
                    cancellationToken);
                var view = new UploadView(
                    url.AbsoluteUri,
                    HttpMethods.Put,
                    new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" },
                    expiresAt,
                    AudienceLinks.Of(request, name, "/commit"));
                return new JsonAnswer<UploadView>(view, AudienceJson.Relaxed.UploadView);
            },
            cancellationToken);
}
