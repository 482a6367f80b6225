using System.Globalization;
using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>Makes one call for one batch and turns what is expected to fail into a value.</summary>
public sealed class BatchCaller(FarSideApps apps)
{
    public Task<CallOutcome> CallAsync(Parcel parcel, PushBatch batch) => CallAsync(
        parcel,
        batch,
        // Not cancelled by a shutdown: a call that has begun is better known than guessed.
        // It ends by its own time-out.
        (client, message, strategy) => client.SendAsync(message, batch.Users, strategy, CancellationToken.None));

    /// <summary>Calls for the only user of a batch and waits for what the device's vendor says.</summary>
    public Task<CallOutcome> CallAndWaitAsync(Parcel parcel, PushBatch batch) => CallAsync(
        parcel,
        batch,
        async (client, message, strategy) =>
            [await client.SendSyncAsync(message, batch.Users[0], strategy, CancellationToken.None)]);

    private async Task<CallOutcome> CallAsync(
        Parcel parcel, PushBatch batch,
        Func<AgoraChatPushClient, PushMessage, PushStrategy, Task<IReadOnlyList<UserPushResult>>> send)
    {
        if (apps.Find(parcel.App) is not { } client)
        {
            return new CallOutcome.Failed(
                AgoraChatErrorKind.Refused, $"The app '{parcel.App}' is not configured.", MayHaveBeenSent: false);
        }

        try
        {
            var message = parcel.Messages[batch.Message].Deserialize<PushMessage>()!;
            return new CallOutcome.Answered(await send(client, message, (PushStrategy)parcel.Strategy));
        }
        catch (AgoraChatException exception)
        {
            return exception.Kind switch
            {
                AgoraChatErrorKind.Throttled when !exception.MayHaveBeenSent =>
                    new CallOutcome.Throttled(exception.RetryAfter),
                AgoraChatErrorKind.Unauthorized => new CallOutcome.Unauthorized(Describe(exception)),
                var kind => new CallOutcome.Failed(kind, Describe(exception), exception.MayHaveBeenSent),
            };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return new CallOutcome.Failed(AgoraChatErrorKind.Refused, exception.Message, MayHaveBeenSent: false);
        }
    }

    private static string Describe(AgoraChatException exception)
    {
        string?[] parts =
        [
            exception.StatusCode?.ToString(CultureInfo.InvariantCulture),
            exception.Error,
            exception.Description ?? exception.Message,
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
