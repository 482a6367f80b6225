using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>Why an event cannot be sent to members of labels.</summary>
public static class MemberProblems
{
    public static Problem Unknown(string app, IReadOnlyList<string> labels)
    {
        var names = string.Join(", ", labels.Select(label => $"'{label}'"));
        return new(
            StatusCodes.Status422UnprocessableEntity, ProblemCodes.UnknownLabel, "There is no such label",
            $"Nothing was sent. App '{app}' has no label {names}: no user has such a label, and nobody has put it, or "
            + "it is being deleted. Check how it is spelt, or give it to a user first.")
        {
            Errors = [.. labels.Select(label => new FieldError("/to/members", $"names '{label}', which is no label."))],
        };
    }
}
