using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Manage;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Lists the audiences of an app, by name, in pages.</summary>
public sealed class ListAudiencesHandler(KnownApps apps, StorageClients storage, HttpAnswer answers)
{
    private const int Entries = 100;

    /// <summary>Without what reports and checks have to say.</summary>
    private static readonly string[] Listed =
    [
        nameof(AudienceRow.PartitionKey), nameof(AudienceRow.Name), nameof(AudienceRow.Version),
        nameof(AudienceRow.Count), nameof(AudienceRow.Changed), nameof(AudienceRow.CheckVersion),
        nameof(AudienceRow.CheckState),
    ];

    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                var errors = new List<FieldError>();
                var page = PageRequest.Read(request, Entries, isPlace: EventNames.IsName, errors);
                if (errors.Count > 0) return new ProblemResult(QueryProblem.Of(errors));
                var list = await ListAsync(app, page, cancellationToken);
                return new JsonAnswer<AudienceList>(list, AudienceJson.Relaxed.AudienceList);
            },
            cancellationToken);

    private async Task<AudienceList> ListAsync(
        string app, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = new List<AudienceRow>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey gt {page.After} and RowKey eq {AudienceRow.Key} and App eq {app}");
        await foreach (var row in storage.Audiences.QueryAsync<AudienceRow>(
            filter, select: Listed, cancellationToken: cancellationToken))
        {
            // One more tells that there is another page.
            if (rows.Count == page.Limit) return Page(rows, isLast: false);
            rows.Add(row);
        }

        return Page(rows, isLast: true);
    }

    private static AudienceList Page(IReadOnlyList<AudienceRow> rows, bool isLast) => new(
        [.. rows.Select(row => new AudienceEntry(
            row.Name,
            AudienceView.StateOf(row),
            row.Version is null ? null : row.Count,
            row.Version is { } version ? MappingCondition.ETagOf(version) : null,
            row.Version is null ? null : row.Changed))],
        isLast ? null : PageRequest.CursorAt(rows[^1].PartitionKey));
}
