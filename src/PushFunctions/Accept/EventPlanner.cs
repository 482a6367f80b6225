using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>Works out what an event would send, and to whom. Sends and keeps nothing.</summary>
public sealed class EventPlanner(KnownApps apps, MessageMapper mapper)
{
    public EventPlan Plan(AppEvent appEvent)
    {
        if (!apps.Contains(appEvent.App)) return new EventPlan.Refused(UnknownApp(appEvent.App));
        return mapper.Map(appEvent.Type, appEvent.Data, appEvent.Users, appEvent.Push, appEvent.Strategy) switch
        {
            Mapped.Messages messages => new EventPlan.Ready(messages),
            Mapped.NoMapping none => new EventPlan.Refused(UnknownType(appEvent.Type, none.KnownTypes)),
            Mapped.Refused refused => new EventPlan.Refused(InvalidMessage(refused)),
            _ => throw new InvalidOperationException("An event is mapped, has no mapping, or is refused."),
        };
    }

    private Problem UnknownApp(string app) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.UnknownApp, "The app is not configured",
        $"There is no app '{app}'. Configured are: {string.Join(", ", apps.Names)}. "
        + "An app is configured by the settings Agora__Apps__{app}__….");

    private static Problem UnknownType(string type, IReadOnlyList<string> known) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.UnknownType, "The type has no mapping",
        $"There is no mapping for '{type}'. Known types: {(known.Count == 0 ? "none" : string.Join(", ", known))}. "
        + "Add a file to mappings/, or send the message itself in 'push'.")
    {
        Errors = [new("/type", "has no mapping, and the event has no 'push' of its own.")],
    };

    private static Problem InvalidMessage(Mapped.Refused refused) => new(
        refused.Rendered ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status400BadRequest,
        refused.Rendered ? ProblemCodes.MessageOverflow : ProblemCodes.InvalidMessage,
        "The message is not within the limits",
        string.Join(' ', refused.Problems.Select(problem => problem.Message))
        + (refused.CanBeCut ? " The mapping can also cut texts: \"onOverflow\": \"truncate\"." : ""))
    {
        Errors = [.. refused.Problems.Select(problem =>
            new FieldError(Pointer(problem.Path), problem.Message))],
    };

    private static string Pointer(string path) =>
        path.Length == 0 ? "/push" : $"/push/{path.Replace('.', '/')}";
}
