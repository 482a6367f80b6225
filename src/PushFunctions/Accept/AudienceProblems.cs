using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Why an event cannot be sent to an audience.</summary>
public static class AudienceProblems
{
    private const string Path = "/to/audience";

    /// <returns>Null: it can.</returns>
    public static Problem? Of(AudienceRow? audience, string app, string name) => audience switch
    {
        null => Refuse(
            ProblemCodes.UnknownAudience, "There is no such audience",
            $"App '{app}' has no audience '{name}'. PUT /api/audiences/{name} makes it.", "is no audience of the app."),
        { Version: null, IsChecking: true } =>
            NotReady(name, "is being checked", "Send the event again when it is ready"),
        { Version: null } => NotReady(name, "could not be checked", "Upload it again"),
        { Count: 0 } => Refuse(
            ProblemCodes.EmptyAudience, "Nobody is in the audience",
            $"The list of '{name}' was uploaded without a single user id: {audience.RefusedCount:N0} lines were "
            + $"refused. GET /api/audiences/{name} tells why.",
            "is an audience without users."),
        _ => null,
    };

    /// <summary>The mapping speaks to each user, and the event names none: an audience or labels do.</summary>
    public static Problem IsPersonal(string type) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.NotAvailable, "Nobody names the users",
        $"The mapping of '{type}' uses 'user', and all of an audience, of labels or of members get the same message. "
        + "Take another mapping, or name the users in 'to.users'.")
    {
        Errors =
        [
            new("/type", "has a mapping that uses 'user', which audiences, labels, members and everyone have not."),
        ],
    };

    private static Problem NotReady(string name, string why, string remedy) => Refuse(
        ProblemCodes.AudienceNotReady, "The audience has no list yet",
        $"What was uploaded for '{name}' {why}, and it had no list before. {remedy}; GET /api/audiences/{name} tells "
        + "how it stands.",
        "has no list yet.");

    private static Problem Refuse(string code, string title, string detail, string message) => new(
        StatusCodes.Status422UnprocessableEntity, code, title, $"Nothing was sent. {detail}")
    {
        Errors = [new(Path, message)],
    };
}
