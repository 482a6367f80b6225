using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PushFunctions.LocalHost.Queues;

/// <summary>A message that this host has received, and its right to it, which each renewal changes.</summary>
internal sealed class HiddenMessage(QueueClient queue, QueueMessage message, TimeSpan hiddenTime, HostRuntime host)
{
    private string _popReceipt = message.PopReceipt;

    /// <summary>Hides the message again at half its time, over and over, until <paramref name="done"/>.</summary>
    public async Task KeepAsync(CancellationToken done)
    {
        var wait = hiddenTime / 2;
        while (true)
        {
            await Task.Delay(wait, host.Time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return;
            try
            {
                // Never broken off by the end of the run: its answer carries the receipt that the end needs.
                await HideAsync(hiddenTime);
                wait = hiddenTime / 2;
            }
            catch (RequestFailedException exception) when (IsLost(exception))
            {
                Log.MessageLost(host.Logger, message.MessageId);
                return;
            }
            catch (Exception exception) when (!host.Life.Killed.IsCancellationRequested)
            {
                wait = Max(wait / 2, hiddenTime / 20);
                Log.NotRenewed(host.Logger, exception, message.MessageId, wait);
            }
        }
    }

    /// <summary>Makes it visible again after a wait. The text stays as it is.</summary>
    public Task ReleaseAsync(TimeSpan after) => HideAsync(after);

    public Task DeleteAsync() => queue.DeleteMessageAsync(message.MessageId, _popReceipt, host.Life.Killed);

    private async Task HideAsync(TimeSpan time)
    {
        UpdateReceipt receipt = await queue.UpdateMessageAsync(
            message.MessageId, _popReceipt, visibilityTimeout: time, cancellationToken: host.Life.Killed);
        _popReceipt = receipt.PopReceipt;
    }

    private static bool IsLost(RequestFailedException exception) =>
        exception.ErrorCode == QueueErrorCode.PopReceiptMismatch || exception.Status == StatusCodes.Status404NotFound;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
