using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Lists the labels of an app, by name, in pages.</summary>
public sealed class ListLabelsHandler(KnownApps apps, StorageClients storage, TimeProvider time, HttpAnswer answers)
{
    private const int Entries = 100;
    private const int MostRows = 1_000;

    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                var errors = new List<FieldError>();
                var page = PageRequest.Read(request, Entries, TaskTarget.IsLabel, errors);
                if (errors.Count > 0) return new ProblemResult(QueryProblem.Of(errors));
                var list = await ListAsync(app, page, cancellationToken);
                return new JsonAnswer<LabelList>(list, LabelRoutesJson.Relaxed.LabelList);
            },
            cancellationToken);

    private async Task<LabelList> ListAsync(string app, PageRequest page, CancellationToken cancellationToken)
    {
        var labels = new List<LabelView>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {app} and RowKey gt {page.After}");
        await foreach (var row in storage.Labels.QueryAsync<LabelRow>(
            filter, Math.Min(page.Limit + 1, MostRows), cancellationToken: cancellationToken))
        {
            // One more tells that there is another page.
            if (labels.Count == page.Limit) return new(labels, PageRequest.CursorAt(labels[^1].Name));
            labels.Add(LabelView.Of(row, count: null, refused: null, time.GetUtcNow()));
        }

        return new(labels, Cursor: null);
    }
}
