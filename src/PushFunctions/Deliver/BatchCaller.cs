using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>Makes one call for users of a batch and turns what is expected to fail into a value.</summary>
public sealed class BatchCaller(FarSideApps apps, OutcomeTable table, PushMetrics metrics)
{
    /// <param name="departure">Is told when the call left.</param>
    public Task<CallOutcome> CallAsync(Parcel parcel, BatchPart part, CallDeparture departure) => CountAsync(
        parcel,
        BudgetNames.PushSingle,
        part.Message,
        // Not cancelled by a shutdown: a call that has begun is better known than guessed.
        // It ends by its own time-out.
        (client, message, strategy) =>
            client.SendAsync(message, part.Users, strategy, departure, CancellationToken.None));

    /// <summary>Calls for the only user of a batch and waits for what the device's vendor says.</summary>
    public Task<CallOutcome> CallAndWaitAsync(Parcel parcel, PushBatch batch) => CountAsync(
        parcel,
        BudgetNames.PushSync,
        batch.Message,
        async (client, message, strategy) =>
            [await client.SendSyncAsync(message, batch.Users[0], strategy, CancellationToken.None)]);

    /// <summary>Opens a connection where none may be open, so that the first call is not late.</summary>
    public void Warm(Parcel parcel) => apps.Warm(parcel.App);

    /// <summary>
    /// Sees to it that a call goes out at once: a slot counts for the moment at which its call is made, not for when it
    /// begins to wait for a token.
    /// </summary>
    /// <returns>Null: ready. Otherwise what the call would come to: no token can be had.</returns>
    public Task<CallOutcome?> PrepareAsync(Parcel parcel, CancellationToken cancellationToken) =>
        PrepareAsync(parcel.App, cancellationToken);

    /// <inheritdoc cref="PrepareAsync(Parcel, CancellationToken)"/>
    public async Task<CallOutcome?> PrepareAsync(string app, CancellationToken cancellationToken)
    {
        // An app that is gone is told by the call.
        if (apps.Find(app) is not { } client) return null;
        try
        {
            await client.PrepareAsync(cancellationToken);
            return null;
        }
        catch (AgoraChatException exception)
        {
            // Too many token calls are not too many pushes: nobody is held back for them.
            return Judge(exception) is CallOutcome.Throttled
                ? new CallOutcome.Failed(CallFailure.Of(exception), Verdict.Retry)
                : Judge(exception);
        }
    }

    private async Task<CallOutcome> CountAsync(
        Parcel parcel, string endpoint, int messageNo,
        Func<AgoraChatPushClient, PushMessage, PushStrategy, Task<IReadOnlyList<UserPushResult>>> send)
    {
        var outcome = await CallAsync(parcel, messageNo, send);
        metrics.CountCall(parcel.App, endpoint, NameOf(outcome));
        return outcome;
    }

    /// <summary>A call's outcome as metrics name it.</summary>
    internal static string NameOf(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Answered => "answered",
        CallOutcome.Throttled => "throttled",
        CallOutcome.Failed { Verdict: Verdict.Retry } => "retry",
        CallOutcome.Failed { Verdict: Verdict.Unknown } => "unknown",
        CallOutcome.Failed { Verdict: Verdict.Stalled } => "stalled",
        _ => "refused",
    };

    private async Task<CallOutcome> CallAsync(
        Parcel parcel, int messageNo,
        Func<AgoraChatPushClient, PushMessage, PushStrategy, Task<IReadOnlyList<UserPushResult>>> send)
    {
        if (apps.Find(parcel.App) is not { } client) return Judge(CallFailure.NoApp(parcel.App));
        try
        {
            var message = parcel.Messages[messageNo].Deserialize<PushMessage>()!;
            return new CallOutcome.Answered(await send(client, message, (PushStrategy)parcel.Strategy));
        }
        catch (AgoraChatException exception)
        {
            return Judge(exception);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return Judge(CallFailure.NotMade(exception.Message));
        }
    }

    /// <summary>What a failed call comes to.</summary>
    internal CallOutcome Judge(AgoraChatException exception) =>
        Judge(CallFailure.Of(exception), exception.RetryAfter);

    private CallOutcome Judge(CallFailure failure, TimeSpan? retryAfter = null) => table.Of(failure) switch
    {
        Verdict.Throttled => new CallOutcome.Throttled(retryAfter),
        var verdict => new CallOutcome.Failed(failure, verdict),
    };
}
