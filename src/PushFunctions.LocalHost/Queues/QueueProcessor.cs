using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PushFunctions.LocalHost.Functions;

namespace PushFunctions.LocalHost.Queues;

/// <summary>Takes one received message to its end: run and deleted, put back, or set aside as poison.</summary>
internal sealed class QueueProcessor(
    HostedFunction.Queue function, QueueSettings settings, TimeSpan hiddenTime, HostRuntime host)
{
    private readonly QueueClient _queue = function.Service.GetQueueClient(function.QueueName);
    private readonly PoisonQueue? _poison = PoisonQueue.Of(function.Service, function.QueueName);

    /// <summary>Runs the function on the message. Never throws: what cannot be settled comes back by itself.</summary>
    public Task ProcessAsync(QueueMessage message) => EndAsync(message, SettleAsync);

    /// <summary>Gives a message back that came while the host was stopping. Never throws either.</summary>
    public Task ReturnAsync(QueueMessage message) =>
        EndAsync(message, (_, hidden) => hidden.ReleaseAsync(TimeSpan.Zero));

    private async Task EndAsync(QueueMessage message, Func<QueueMessage, HiddenMessage, Task> end)
    {
        try
        {
            await end(message, new HiddenMessage(_queue, message, hiddenTime, host));
        }
        catch (Exception) when (host.Life.Killed.IsCancellationRequested)
        {
            // A killed host says and does nothing more.
        }
        catch (Exception exception)
        {
            Log.NotSettled(host.Logger, exception, function.Name, message.MessageId);
        }
    }

    private async Task SettleAsync(QueueMessage message, HiddenMessage hidden)
    {
        if (message.DequeueCount > settings.MaxDequeueCount)
            await SetAsideAsync(message, hidden, $"was taken {message.DequeueCount} times");
        else if (MessageText.Decode(message, settings.Base64) is not { } decoded)
            await SetAsideAsync(message, hidden, "is not base64");
        else if (await TryAsync(decoded, hidden))
            await hidden.DeleteAsync();
        else if (message.DequeueCount >= settings.MaxDequeueCount)
            await SetAsideAsync(message, hidden, $"failed {message.DequeueCount} times");
        else if (_poison is not null)
            await hidden.ReleaseAsync(settings.VisibilityTimeout);
    }

    private async Task<bool> TryAsync(QueueMessage message, HiddenMessage hidden)
    {
        using var done = new CancellationTokenSource();
        var kept = hidden.KeepAsync(done.Token);
        try
        {
            var arguments = function.Arguments.Select(argument => argument(message, host.Life.Stopping)).ToArray();
            await host.Runner.RunAsync(function.Method, arguments);
            return true;
        }
        catch (Exception exception) when (!host.Life.Killed.IsCancellationRequested)
        {
            var (id, tries) = (message.MessageId, message.DequeueCount);
            Log.TryFailed(host.Logger, exception, function.Name, id, tries, settings.MaxDequeueCount);
            return false;
        }
        finally
        {
            await done.CancelAsync();
            await kept;
        }
    }

    private async Task SetAsideAsync(QueueMessage message, HiddenMessage hidden, string reason)
    {
        if (_poison is null)
        {
            // As on the platform: putting it back would only make a fast, endless loop.
            Log.LeftHidden(host.Logger, function.Name, message.MessageId, reason, _queue.Name);
            return;
        }
        Log.SetAside(host.Logger, function.Name, message.MessageId, reason, _poison.Name);
        await _poison.AddAsync(MessageText.Of(message), host.Life.Killed);
        await hidden.DeleteAsync();
    }
}
