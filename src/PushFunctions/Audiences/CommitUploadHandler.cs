using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.AspNetCore.Http;
using PushFunctions.Lists;
using PushFunctions.Manage;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Begins the check of what was uploaded; the audience stays as it is until that has gone well.</summary>
public sealed class CommitUploadHandler(
    AudienceAddress address, AudienceStore store, AudienceVersions versions, ListMaker maker, StorageClients storage,
    WorkQueues queues, TimeProvider time, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = address.Read(request, name);
                return problem is not null
                    ? new ProblemResult(problem)
                    : await CommitAsync(app, name, MappingCondition.Read(request.Headers), cancellationToken);
            },
            cancellationToken);

    private async Task<IResult> CommitAsync(
        string app, string name, MappingCondition condition, CancellationToken cancellationToken)
    {
        var partition = AudienceRow.PartitionOf(app, name);
        var upload = await FindUploadAsync(partition, cancellationToken);
        var there = await store.FindAsync(partition, cancellationToken);
        var blob = upload is null ? null : await FindBlobAsync(partition, upload, cancellationToken);
        if (blob is null)
        {
            // A repeat of a commit that has been done by now.
            return upload is not null && there?.FromUpload == upload
                ? new AudienceAnswer(StatusCodes.Status202Accepted, there)
                : new ProblemResult(AudienceRefusals.MissingUpload(name));
        }

        if (there is { IsChecking: true } row
            && row.CheckUpload == upload
            && AudienceCheck.Read(row).ETag == blob.ETag.ToString())
        {
            return await PutStepAsync(row, cancellationToken);
        }

        if (blob.ContentLength == 0) return new ProblemResult(AudienceRefusals.Empty);
        if (blob.ContentLength > maker.Limits.MaxBytes) return new ProblemResult(maker.Limits.TooManyBytes);
        var version = await versions.BeginAsync(partition, AudienceCleaner.CheckEvery, cancellationToken);
        var check = new AudienceCheck(
            UploadAddress.BlobOf(partition, upload!), blob.ETag.ToString(), blob.ContentLength, condition.Match,
            condition.NoneMatch, IsPacked: null, new SortState());
        return await store.ChangeAsync(
            partition, condition, before => Begin(before, app, name, version, upload!, check), cancellationToken) switch
        {
            AudienceChange.Written written => await PutStepAsync(written.Row, cancellationToken),
            AudienceChange.Refused refused =>
                new ProblemResult(AudienceRefusals.Changed(name, condition, refused.Version)),
            var change => throw new InvalidOperationException($"{change} does not come of committing."),
        };
    }

    private AudienceRow Begin(
        AudienceRow? before, string app, string name, string version, string upload, AudienceCheck check)
    {
        var now = time.GetUtcNow();
        var row = before ?? new()
        {
            PartitionKey = AudienceRow.PartitionOf(app, name), App = app, Name = name, Changed = now,
        };
        row.ForgetCheck();
        (row.CheckVersion, row.CheckUpload, row.Check) = (version, upload, check.Write());
        (row.CheckBegan, row.CheckMoved) = (now, now);
        return row;
    }

    private async Task<IResult> PutStepAsync(AudienceRow row, CancellationToken cancellationToken)
    {
        var step = new AudienceCheckStep { Audience = row.PartitionKey, Version = row.CheckVersion! };
        await queues.PutAsync(step, TimeSpan.Zero, cancellationToken);
        return new AudienceAnswer(StatusCodes.Status202Accepted, row);
    }

    private async Task<string?> FindUploadAsync(string partition, CancellationToken cancellationToken)
    {
        var row = await storage.Audiences.FindAsync<AudienceUploadRow>(
            partition, AudienceUploadRow.Key, cancellationToken);
        return row?.Upload;
    }

    private async Task<BlobProperties?> FindBlobAsync(
        string partition, string upload, CancellationToken cancellationToken)
    {
        try
        {
            return await storage.AudienceLists.GetBlockBlobClient(UploadAddress.BlobOf(partition, upload))
                .GetPropertiesAsync(conditions: null, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
