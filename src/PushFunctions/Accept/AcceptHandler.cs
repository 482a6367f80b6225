using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>From a request to a durable push, or to a problem that says what to mend.</summary>
public sealed class AcceptHandler(
    KnownApps apps, MessageMapper mapper, PushAcceptance acceptance, HttpAnswer answers, ILogger<AcceptHandler> log)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(() => AnswerAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return Refuse(wrongType);
        if (RequestBody.CheckWait(request) is { } cannotWait) return Refuse(cannotWait);
        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
            return Refuse(RequestBody.TooLarge);
        switch (EventReader.Read(body))
        {
            case EventRead.Event read:
                return await AnswerAsync(request, read.Value, cancellationToken);
            case EventRead.Refused refused:
                return Refuse(refused.Problem);
            default:
                throw new InvalidOperationException("An event is read or refused.");
        }
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, AppEvent appEvent, CancellationToken cancellationToken)
    {
        if (!apps.Contains(appEvent.App)) return Refuse(UnknownApp(appEvent.App));
        switch (mapper.Map(appEvent.Type, appEvent.Data, appEvent.Push, appEvent.Strategy))
        {
            case Mapped.NoMapping none:
                return Refuse(UnknownType(appEvent.Type, none.KnownTypes));
            case Mapped.Refused refused:
                return Refuse(InvalidMessage(refused));
            case Mapped.Message message:
                var acceptedPush = await acceptance.AcceptAsync(appEvent, message, cancellationToken);
                return acceptedPush switch
                {
                    Acceptance.Accepted accepted => Answer(request, appEvent, message, accepted),
                    Acceptance.Refused refused => Refuse(refused.Problem),
                    _ => throw new InvalidOperationException("A push is accepted or refused."),
                };
            default:
                throw new InvalidOperationException("An event is mapped, has no mapping, or is refused.");
        }
    }

    private AcceptedResult Answer(
        HttpRequest request, AppEvent appEvent, Mapped.Message message, Acceptance.Accepted accepted)
    {
        var push = accepted.Push;
        log.Accepted(push.PushId, push.Targets, push.Batches, accepted.Duplicate);
        return new(new(
            push.PushId, push.State, push.Targets, push.Batches,
            $"{request.Scheme}://{request.Host}{request.PathBase}/api/pushes/{push.PushId}",
            accepted.Duplicate, [.. appEvent.Warnings, .. message.Warnings]));
    }

    private ProblemResult Refuse(Problem problem)
    {
        log.Refused(problem.Status, problem.Code);
        return new(problem);
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
            new FieldError(problem.Path.Length == 0 ? "/push" : $"/push/{problem.Path}", problem.Message))],
    };
}
