using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PushFunctions.Accept;
using PushFunctions.Manage;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Lists the audiences of an app, by name, in pages.</summary>
public sealed class ListAudiencesHandler(KnownApps apps, StorageClients storage, HttpAnswer answers)
{
    private const int MostEntries = 1_000;
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
                if (ReadLimit(request) is not { } limit) return new ProblemResult(WrongLimit);
                if (ReadCursor(request) is not { } after) return new ProblemResult(WrongCursor);
                var list = await ListAsync(app, after, limit, cancellationToken);
                return new JsonAnswer<AudienceList>(list, AudienceJson.Relaxed.AudienceList);
            },
            cancellationToken);

    private static Problem WrongLimit { get; } = Wrong(
        "limit", $"is no number from 1 to {MostEntries.ToString("N0", CultureInfo.InvariantCulture)}.");

    private static Problem WrongCursor { get; } = Wrong("cursor", "is none that an answer had. Begin without one.");

    private async Task<AudienceList> ListAsync(
        string app, string after, int limit, CancellationToken cancellationToken)
    {
        var rows = new List<AudienceRow>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey gt {after} and RowKey eq {AudienceRow.Key} and App eq {app}");
        await foreach (var row in storage.Audiences.QueryAsync<AudienceRow>(
            filter, select: Listed, cancellationToken: cancellationToken))
        {
            // One more tells that there is another page.
            if (rows.Count == limit) return Page(rows, isLast: false);
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
        isLast ? null : WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(rows[^1].PartitionKey)));

    private static int? ReadLimit(HttpRequest request) =>
        !request.Query.ContainsKey("limit") ? Entries
        : int.TryParse(request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MostEntries ? limit
        : null;

    private static string? ReadCursor(HttpRequest request)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(request.Query["cursor"].ToString()));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Problem Wrong(string parameter, string message) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidAudience, "The audience cannot be read",
        $"?{parameter} {message}")
    {
        Errors = [new($"query:{parameter}", message)],
    };
}
