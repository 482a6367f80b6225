using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Lists;
using PushFunctions.Manage;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Makes the body the audience's list: checked, sorted, each user once, seen when all is there.</summary>
public sealed class PutAudienceHandler(
    AudienceAddress address, AudienceStore store, AudienceVersions versions, ListMaker maker,
    IOptions<AudienceOptions> options, TimeProvider time, HttpAnswer answers, ILogger<PutAudienceHandler> log)
{
    /// <summary>No request lasts as long as this; then what it has left behind goes.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromHours(1);

    public Task<IResult> HandleAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = address.Read(request, name);
                if ((problem ?? ListBody.Check(request)) is { } wrong) return new ProblemResult(wrong);
                try
                {
                    return await PutAsync(request, app, name, cancellationToken);
                }
                catch (UploadException refused)
                {
                    return new ProblemResult(refused.Problem);
                }
            },
            cancellationToken);

    private async Task<IResult> PutAsync(
        HttpRequest request, string app, string name, CancellationToken cancellationToken)
    {
        var partition = AudienceRow.PartitionOf(app, name);
        var condition = MappingCondition.Read(request.Headers);
        // Looked at before all of a large body is read in vain, and again when the list is written.
        var there = await store.FindAsync(partition, cancellationToken);
        if (!condition.Holds(there?.Version))
            return new ProblemResult(AudienceRefusals.Changed(name, condition, there?.Version));

        await using var body = BodyStream.Open(request, options.Value.MaxPutBytes);
        var version = await versions.BeginAsync(partition, MostTime, cancellationToken);
        var (list, sort) = await maker.MakeAsync(
            AudienceRow.FolderOf(partition, version), body, ListBody.IsSaidToBePacked(request), cancellationToken);
        var row = RowOf(app, name, version, list, sort, time.GetUtcNow());
        switch (await store.ChangeAsync(partition, condition, _ => row, cancellationToken))
        {
            case AudienceChange.Written written:
                log.Put(name, row.Count, row.RefusedCount, sort.Runs.Count);
                if (sort.Runs.Count > 1)
                    await versions.DeleteBlobsAsync(partition, version, except: row.Blob, cancellationToken);
                return new AudienceAnswer(
                    written.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK, written.Row);
            case AudienceChange.Refused refused:
                return new ProblemResult(AudienceRefusals.Changed(name, condition, refused.Version));
            case var change:
                throw new InvalidOperationException($"{change} does not come of putting.");
        }
    }

    /// <summary>An audience whose list is in use from now on; whatever was being checked is outdated.</summary>
    internal static AudienceRow RowOf(
        string app, string name, string version, Run? list, SortState sort, DateTimeOffset now) => new()
        {
            PartitionKey = AudienceRow.PartitionOf(app, name),
            App = app,
            Name = name,
            Version = version,
            Blob = list?.Blob,
            BlobBytes = list?.Bytes ?? 0,
            Count = list?.Count ?? 0,
            Duplicates = sort.DuplicatesBeside(list?.Count ?? 0),
            RefusedCount = sort.RefusedCount,
            Refused = JsonSerializer.SerializeToUtf8Bytes(
                sort.Refused, AudienceJson.Relaxed.IReadOnlyListRefusedLine),
            Changed = now,
        };
}
