using System.Globalization;
using Azure.Storage.Blobs.Specialized;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Audiences;
using PushFunctions.Lists;
using PushFunctions.Preferences;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Takes the preferences of many users, one a line; they are durable before the answer.</summary>
public sealed class PutManyNotificationsHandler(
    KnownApps apps, PreferenceBody bodies, StorageClients storage, PreferenceJobs jobs, TimeProvider time,
    HttpAnswer answers, ILogger<PutManyNotificationsHandler> log)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if ((problem ?? LinesBody.Check(request)) is { } wrong) return new ProblemResult(wrong);
                try
                {
                    return await TakeAsync(request, app, cancellationToken);
                }
                catch (UploadException refused)
                {
                    return new ProblemResult(refused.Problem);
                }
            },
            cancellationToken);

    private async Task<IResult> TakeAsync(HttpRequest request, string app, CancellationToken cancellationToken)
    {
        await using var body = BodyStream.Open(request, LinesBody.MaxBytes, LinesBody.TooManyBytes);
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        using var writer = new LineWriter(storage.PreferenceLists.GetBlockBlobClient(PreferenceJobRow.BlobOf(id)));
        var intake = new LineIntake(new(bodies.Reader), writer);
        await intake.ReadAsync(body, cancellationToken);
        if (intake.Refused == intake.Lines)
        {
            return new ProblemResult(PreferenceProblems.Invalid(
                intake.Lines == 0 ? [new("", "has no line; give one JSON object a line.")] : intake.Errors));
        }

        var now = time.GetUtcNow();
        await jobs.AnnounceAsync(id, now, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        var job = new PreferenceJobRow
        {
            PartitionKey = id, App = app, AcceptedAt = now, Due = now, Lines = intake.Lines,
            Parts = PartSpan.Write(writer.Parts),
        };
        await jobs.BeginAsync(job);
        log.JobBegun(id, intake.Lines, intake.Refused);
        return new JobAcceptedResult(new(
            id, JobView.Running, intake.Lines, intake.Refused,
            $"{request.Scheme}://{request.Host}{request.PathBase}/api/preferences/{id}"));
    }
}
