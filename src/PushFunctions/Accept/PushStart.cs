using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>The first message of a push: its only parcel, or the step that begins to feed.</summary>
public sealed class PushStart(WorkQueues queues, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public Task PutAsync(PushRow push, CancellationToken cancellationToken) => push.IsSingle
        ? queues.PutAsync(SingleParcel(push), TimeSpan.Zero, cancellationToken)
        : queues.PutAsync(DispatchStep.ForNext(push), cancellationToken);

    /// <summary>The parcel of a push of one parcel, made from its row.</summary>
    public static Parcel SingleParcel(PushRow push) => new()
    {
        App = push.App,
        PushId = push.PushId,
        Row = LedgerKey.Parcel(0),
        Urgency = Urgency.Single,
        Round = push.Round,
        Strategy = push.Strategy,
        Due = push.Created,
        ExpiresAt = push.ExpiresAt,
        Messages = [.. push.ReadGroups().Select(group => group.Message)],
        Batches = [new() { No = 0, Message = 0, Users = push.ReadUsers() }],
    };
}
