using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;
using PushFunctions.Wait;

namespace PushFunctions.Receive;

/// <summary>Takes what one request has posted, and answers for one event or for each of a batch.</summary>
public sealed class PostedDoor(EventDoor door, WaitingDoor waitingDoor)
{
    /// <summary>Events of one batch that are made durable at the same time.</summary>
    private const int AtOnce = 16;

    public async Task<IResult> TakeAsync(
        HttpRequest request, PostedEvents posted, CancellationToken cancellationToken) =>
        posted.IsBatch
            ? await TakeBatchAsync(posted.Reads, cancellationToken)
            : Answer(request, await TakeAsync(posted.Reads[0], cancellationToken));

    /// <summary>The same for a sender who waits for what becomes of the one user.</summary>
    public async Task<IResult> TakeAndWaitAsync(
        HttpRequest request, PostedEvents posted, CancellationToken cancellationToken)
    {
        if (posted.IsBatch) return Refuse(AcceptProblems.BatchCannotWait);
        return posted.Reads[0] is EventRead.Event { Value: var appEvent }
            ? Answer(request, Place(await waitingDoor.TakeAsync(appEvent, cancellationToken), appEvent))
            : Answer(request, await TakeAsync(posted.Reads[0], cancellationToken));
    }

    /// <summary>Refuses a request before it was an event.</summary>
    public IResult Refuse(Problem problem) => new ProblemResult(door.Refuse(problem).Problem);

    private static IResult Answer(HttpRequest request, Acceptance taken) => taken switch
    {
        Acceptance.Accepted accepted => AcceptedResult.For(request, accepted),
        Acceptance.Answered answered => new JsonAnswer<AnsweredPush>(
            answered.Answer, AcceptJson.Default.AnsweredPush),
        Acceptance.Refused refused => new ProblemResult(refused.Problem),
        _ => throw new InvalidOperationException("An event is accepted, answered or refused."),
    };

    private static Acceptance Place(Acceptance taken, AppEvent appEvent) => taken is Acceptance.Refused refused
        ? new Acceptance.Refused(PlacedProblem.Of(refused.Problem, appEvent))
        : taken;

    private async Task<IResult> TakeBatchAsync(IReadOnlyList<EventRead> reads, CancellationToken cancellationToken)
    {
        var taken = new Acceptance[reads.Count];
        await SideBySide.ForEachAsync(
            Enumerable.Range(0, reads.Count).ToAsyncEnumerable(),
            AtOnce,
            async index => taken[index] = await TakeAsync(reads[index], cancellationToken),
            cancellationToken);

        // Senders look at the status alone. Where an event may be taken later, all are to be sent again:
        // those that were taken are duplicates then.
        var later = taken.OfType<Acceptance.Refused>()
            .FirstOrDefault(refused => refused.Problem.RetryAfter is not null);
        return later is null ? new BatchResult(taken) : new ProblemResult(later.Problem);
    }

    private async Task<Acceptance> TakeAsync(EventRead read, CancellationToken cancellationToken) => read switch
    {
        EventRead.Event { Value: var appEvent } =>
            Place(await door.TakeAsync(appEvent, cancellationToken), appEvent),
        EventRead.Refused refused => door.Refuse(refused.Problem),
        _ => throw new InvalidOperationException("An event is read or refused."),
    };
}
