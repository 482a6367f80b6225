using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Lists the lines that ended badly, in pages and in their order.</summary>
public sealed class ListPreferenceFailuresHandler(PreferenceJobs jobs, HttpAnswer answers)
{
    private const int Entries = 100;

    public Task<IResult> HandleAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var errors = new List<FieldError>();
                var page = PageRequest.Read(request, Entries, IsPlace, errors);
                if (errors.Count > 0) return new ProblemResult(QueryProblem.Of(errors));
                if (!PreferenceJobRow.IsId(id) || await jobs.FindAsync(id, cancellationToken) is not { } job)
                    return new ProblemResult(JobProblems.Unknown(id));
                return new JsonAnswer<JobFailuresView>(
                    await ReadAsync(job, page, cancellationToken), JobsJson.Relaxed.JobFailuresView);
            },
            cancellationToken);

    private async Task<JobFailuresView> ReadAsync(
        PreferenceJobRow job, PageRequest page, CancellationToken cancellationToken)
    {
        var (part, line) = page.After.Length == 0 ? (0, 0) : Place(page.After);
        var failures = new List<LineFailure>();
        await foreach (var row in jobs.FailedPartsAsync(job.Id, part, cancellationToken))
        {
            foreach (var failure in LineFailure.Read(row.Failures).Where(failure => failure.Line > line))
            {
                if (failures.Count == page.Limit)
                {
                    var last = failures[^1].Line;
                    return new(job.Id, failures, PageRequest.CursorAt($"{PartOf(row)}|{last}"));
                }

                failures.Add(failure);
            }
        }

        return new(job.Id, failures, Cursor: null);
    }

    private static string PartOf(PreferencePartRow row) => row.RowKey[^6..];

    private static bool IsPlace(string place) => place.Split('|') is [{ Length: 6 } part, var line]
        && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static (int Part, int Line) Place(string place)
    {
        var words = place.Split('|');
        return (
            int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
    }
}
