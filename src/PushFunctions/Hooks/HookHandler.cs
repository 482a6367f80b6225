using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Receive;

namespace PushFunctions.Hooks;

/// <summary>
/// From a source's request to durable pushes. What can be refused by the headers is, before the body is read.
/// </summary>
public sealed class HookHandler(HookSources sources, PostedDoor door, HttpAnswer answers, TimeProvider time)
{
    /// <param name="source">The name in the address.</param>
    /// <param name="hasKey">Whether the platform has asked for a key; a source that signs nothing needs one.</param>
    /// <param name="cancellationToken">Ends what is not durable yet.</param>
    public Task<IResult> HandleAsync(
        HttpRequest request, string source, bool hasKey, CancellationToken cancellationToken) =>
        answers.RunAsync(() => TakeAsync(request, source, hasKey, cancellationToken), cancellationToken);

    private async Task<IResult> TakeAsync(
        HttpRequest request, string name, bool hasKey, CancellationToken cancellationToken)
    {
        if (sources.Find(name) is not { } source) return door.Refuse(HookProblems.UnknownSource(name));
        if (source.Scheme is null && !hasKey) return door.Refuse(HookProblems.Unsigned(name));
        var signature = source.Scheme?.Read(request.Headers, time.GetUtcNow());
        if (signature is SignatureRead.Refused refused) return door.Refuse(refused.Problem);
        if (WaitQuery.CheckNobodyWaits(request) is { } wait) return door.Refuse(wait);
        if (RequestBody.CheckType(request) is { } wrongType) return door.Refuse(wrongType);
        if (await RequestBody.ReadAsync(request, source.MaxBodyBytes, cancellationToken) is not { } body)
            return door.Refuse(RequestBody.TooLargeFor($"An event of the source '{name}'", source.MaxBodyBytes));

        var claim = (signature as SignatureRead.Claimed)?.Claim;
        if (claim is not null && !claim.IsTrueOf(body, source.Keys)) return door.Refuse(HookProblems.NotTrue);
        var posted = PostedEvents.Read(request, RequestBody.WithoutMark(body), new()
        {
            Source = $"hook:{source.Name}",
            SignedId = claim is null ? null : claim.SignedId ?? ForeignForm.IdOf(body),
            App = source.App,
            Form = source.Form,
            SignsBodyOnly = source.Scheme is { SignsId: false },
        });
        IReadOnlyList<EventRead> checkedReads =
            [.. posted.Reads.Select(read => Check(read, source, posted.HasTypeInHeader))];
        return await door.TakeAsync(request, posted with { Reads = checkedReads }, cancellationToken);
    }

    private static EventRead Check(EventRead read, HookSource source, bool isInHeader) =>
        read is EventRead.Event { Value.Type: var type } && !source.Allows(type, isInHeader)
            ? new EventRead.Refused(HookProblems.TypeNotAllowed(source, type))
            : read;
}
