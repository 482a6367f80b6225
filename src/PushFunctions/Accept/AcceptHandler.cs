using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>From a request to a durable push, or to a problem that says what to mend.</summary>
public sealed class AcceptHandler(EventDoor door, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () => await TakeAsync(request, cancellationToken) switch
            {
                Acceptance.Accepted accepted => AcceptedResult.For(request, accepted),
                Acceptance.Refused refused => new ProblemResult(refused.Problem),
                _ => throw new InvalidOperationException("An event is accepted or refused."),
            },
            cancellationToken);

    private async Task<Acceptance> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return door.Refuse(wrongType);
        if (RequestBody.CheckWait(request) is { } cannotWait) return door.Refuse(cannotWait);
        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
            return door.Refuse(RequestBody.TooLarge);
        return EventReader.Read(body) switch
        {
            EventRead.Event read => await door.TakeAsync(read.Value, cancellationToken),
            EventRead.Refused refused => door.Refuse(refused.Problem),
            _ => throw new InvalidOperationException("An event is read or refused."),
        };
    }
}
