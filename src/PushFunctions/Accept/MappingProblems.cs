using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Problems;
using PushFunctions.Templates;

namespace PushFunctions.Accept;

/// <summary>Says to the sender why an event could not be mapped.</summary>
public static class MappingProblems
{
    /// <summary>Most types that are named.</summary>
    private const int MostNamed = 10;

    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    public static Problem UnknownType(string type, IReadOnlyList<string> known) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.UnknownType, "The type has no mapping",
        $"There is no mapping for '{EventNames.Shorten(type)}'. Known types: {Names(known)}. "
        + "Put a mapping, add a file to mappings/, or send the message itself in 'push'.")
    {
        Errors = [new("/type", "has no mapping, and the event has no 'push' of its own.")],
    };

    private static string Names(IReadOnlyList<string> types) => types.Count switch
    {
        0 => "none",
        <= MostNamed => string.Join(", ", types),
        _ => $"{string.Join(", ", types.Take(MostNamed))} and {types.Count - MostNamed:N0} more",
    };

    /// <summary>A version of the app that knows more has put it, and no file of the type is here to go by.</summary>
    public static Problem Unreadable(string type) => Unavailable(
        $"The mapping of '{EventNames.Shorten(type)}' was put by another version of the app, which takes over or has "
        + "been taken back; this one cannot read it.");

    public static Problem Of(Mapped mapped, string type) => mapped switch
    {
        Mapped.Refused refused => InvalidMessage(refused),
        Mapped.Lacking lacking => MissingData(lacking, type),
        Mapped.Personal => AudienceProblems.IsPersonal(type),
        Mapped.Unfilled unfilled => TemplateFailed(unfilled, type),
        Mapped.Overdue => Unavailable(
            $"The templates of the mapping of '{EventNames.Shorten(type)}' took more than "
            + $"{TemplateLimits.Time.TotalSeconds:N0} s here: the bridge has too much to do."),
        Mapped.TooLarge large => TooLarge(large),
        _ => throw new InvalidOperationException($"{mapped.GetType().Name} is no reason to refuse an event."),
    };

    private static Problem InvalidMessage(Mapped.Refused refused) => new(
        refused.Rendered ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status400BadRequest,
        refused.Rendered ? ProblemCodes.MessageOverflow : ProblemCodes.InvalidMessage,
        "The message is not within the limits",
        (refused.User is { } user ? $"For user '{user}': " : "")
        + string.Join(' ', refused.Problems.Select(problem => problem.Message))
        + (refused.CanBeCut ? " The mapping can also cut texts: \"onOverflow\": \"truncate\"." : ""))
    {
        Errors = [.. refused.Problems.Select(problem =>
            new FieldError(MessagePath.Below("/push", problem.Path), problem.Message))],
    };

    private static Problem Unavailable(string why) => new(
        StatusCodes.Status503ServiceUnavailable, ProblemCodes.MappingUnavailable, "The mapping cannot be used now",
        $"{why} Nothing was kept. Send the same event again after the time in Retry-After.")
    {
        RetryAfter = ComeBack,
    };

    private static Problem MissingData(Mapped.Lacking lacking, string type)
    {
        var errors = lacking.Pointers.Select(pointer => IsOfUser(pointer)
            ? new FieldError(
                "/to/users",
                $"has no {MessageNotes.NameOf(pointer)} for '{lacking.User}', and the mapping needs it.")
            : new FieldError(pointer, "is missing, and the mapping needs it.")).ToList();
        var names = string.Join(", ", lacking.Pointers.Select(MessageNotes.NameOf));
        return new(
            StatusCodes.Status422UnprocessableEntity, ProblemCodes.MissingData, "The data lacks what the mapping needs",
            $"The mapping of '{type}' refuses events without {names}. "
            + "Send it, or let the mapping leave it empty: \"onMissing\": \"empty\".")
        {
            Errors = errors,
        };
    }

    private static Problem TemplateFailed(Mapped.Unfilled unfilled, string type) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.TemplateFailed, "A template could not be filled",
        $"In the mapping of '{type}', {unfilled.Path} {unfilled.Why} Mend the mapping, or send less data.")
    {
        Errors = [new("/type", $"has a mapping whose template {unfilled.Path} {unfilled.Why}")],
    };

    private static Problem TooLarge(Mapped.TooLarge large) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.MessagesTooLarge, "The messages are too large",
        $"The first {large.Count:N0} distinct messages have more than {MessageMapper.MaxBytes:N0} bytes together. "
        + "Post the users in several events, or let more of them get the same message.");

    private static bool IsOfUser(string pointer) =>
        pointer is $"/{TemplateData.UserName}"
        || pointer.StartsWith($"/{TemplateData.UserName}/", StringComparison.Ordinal);
}
