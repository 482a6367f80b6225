using System.Globalization;
using System.Text;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PushFunctions.Audiences;
using PushFunctions.Labels;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Reads the users of an audience that one request can write.</summary>
public sealed class AudienceMembers(AudienceStore audiences, PushBlobs blobs, IOptions<LabelOptions> options)
{
    /// <summary>Storage takes 2,000 rows a second of one label; a request has less than four minutes.</summary>
    private const int MostWritten = 100_000;

    private const int MostTries = 5;
    private const string Path = "/audience";

    private int MostUsers => Math.Min(options.Value.MaxMembers, MostWritten);

    public async Task<(IReadOnlyList<string> Users, Problem? Problem)> ReadAsync(
        string app, string name, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var audience = await audiences.FindAsync(AudienceRow.PartitionOf(app, name), cancellationToken);
            if (Refuse(audience, app, name) is { } problem) return ([], problem);
            try
            {
                var lines = await blobs.ReadAsync(audience!.List!, cancellationToken);
                return (Encoding.ASCII.GetString(lines).Split('\n')[..^1], null);
            }
            catch (RequestFailedException exception) when (exception.Status == 404 && tries < MostTries)
            {
                // It was replaced between the two looks, and the old list is gone.
            }
        }
    }

    private Problem? Refuse(AudienceRow? audience, string app, string name) => audience switch
    {
        null => Refuse(
            ProblemCodes.UnknownAudience, "There is no such audience",
            $"App '{app}' has no audience '{name}'. PUT /api/audiences/{name} makes it.", "is no audience of the app."),
        { Version: null } => Refuse(
            ProblemCodes.AudienceNotReady, "The audience has no list yet",
            $"What was uploaded for '{name}' is not in use. GET /api/audiences/{name} tells how it stands.",
            "has no list yet."),
        { Count: 0 } => Refuse(
            ProblemCodes.EmptyAudience, "Nobody is in the audience",
            $"The list of '{name}' has not one user. GET /api/audiences/{name} tells why.",
            "is an audience without users."),
        { Count: var count } when count > MostUsers => Refuse(
            ProblemCodes.TooManyMembers, "The audience is too large for a label",
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' has {count:N0} users; {MostUsers:N0} can be added to a label, or removed, in one call. ")
            + "Part it into several audiences. To send to all of it, name it in an event: to.audience.",
            "has too many users."),
        _ => null,
    };

    private static Problem Refuse(string code, string title, string detail, string message) => new(
        StatusCodes.Status422UnprocessableEntity, code, title, $"Nothing was changed. {detail}")
    {
        Errors = [new(Path, message)],
    };
}
