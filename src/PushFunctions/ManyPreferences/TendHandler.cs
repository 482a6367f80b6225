using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Labels;
using PushFunctions.Preferences;
using PushFunctions.PushTemplates;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>
/// Goes on with replacements of templates that were left in the middle, and looks after the jobs. Two at once are
/// harmless.
/// </summary>
public sealed class TendHandler(
    StorageClients storage, TemplateReplacement replacement, JobTending jobs, TimeProvider time,
    ILogger<TendHandler> log)
{
    /// <summary>For all of a run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const int Tries = 2;

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        await jobs.RunAsync(cancellationToken);
        using var turn = new StepTurn(Patience, time, cancellationToken);
        var way = new CallWay(FarUrgency.Awaited, Tries, new(() => turn.IsOver, turn.Stop));
        var now = time.GetUtcNow();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {TemplateChangeRow.Partition} and Until le {now}");
        await foreach (var row in storage.Preferences.QueryAsync<TemplateChangeRow>(
            filter, cancellationToken: cancellationToken))
        {
            if (turn.IsOver) return;
            await TryAsync(row, way);
        }
    }

    private async Task TryAsync(TemplateChangeRow row, CallWay way)
    {
        try
        {
            log.Resumes(row.App, row.Name);
            await replacement.ResumeAsync(row, way);
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            // One must not keep the others waiting; it is met again.
            log.NotResumed(exception, row.App, row.Name);
        }
    }
}
