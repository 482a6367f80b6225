using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>Finds who gets an event: whom it names itself, else whom its mapping finds in its data. Pure.</summary>
internal static class EventTargets
{
    public static FoundTargets Find(AppEvent appEvent, Mapping? mapping, List<string> warnings)
    {
        if (appEvent.To is { } to) return new FoundTargets.Users(to);
        if (appEvent.Audience is { } named) return new FoundTargets.Audience(named);
        if (appEvent.Members is { } members) return new FoundTargets.Members(members);
        if (appEvent.Task is { } task) return new FoundTargets.Task(task);
        if (mapping?.To is not { } targets) return new FoundTargets.None(Missing(mapping));
        var errors = new List<FieldError>();
        FoundTargets? found = targets.IsEveryone ? new FoundTargets.Task(TaskTarget.Everyone)
            : targets.IsLabels
            ? Targets.FindLabels(appEvent.Data, targets, errors) is { } labels ? new FoundTargets.Task(labels) : null
            : targets.IsMembers
            ? Targets.FindMembers(appEvent.Data, targets, errors) is { } sets ? new FoundTargets.Members(sets) : null
            : targets.IsAudience
            ? Targets.FindAudience(appEvent.Data, targets, errors) is { } name ? new FoundTargets.Audience(name) : null
            : Targets.Find(appEvent.Data, targets, errors, warnings) is { } users ? new FoundTargets.Users(users)
            : null;
        return found ?? new FoundTargets.None(NotFound(mapping, errors));
    }

    private static Problem Missing(Mapping? mapping)
    {
        var message = mapping is null
            ? $"is missing; {Targets.Forms}"
            : $"is missing, and the mapping of '{mapping.Type}' does not say where in data the users are; "
                + Targets.Forms;
        return EventProblems.Invalid([new("/to", message)]);
    }

    private static Problem NotFound(Mapping mapping, List<FieldError> errors) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.TargetsNotFound, "The data names no users",
        $"The event has no 'to', and the mapping of '{mapping.Type}' does not find its users: "
        + $"{errors[0].Path} {errors[0].Message} Mend the data or the mapping, or say 'to' in the event.")
    {
        Errors = errors,
    };
}
