using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PushFunctions.LocalHost.Functions;

namespace PushFunctions.LocalHost.Queues;

/// <summary>Reads one queue for one function, as fast as its runs allow.</summary>
internal sealed class QueueListener(
    HostedFunction.Queue function, QueueSettings settings, TimeSpan hiddenTime, HostRuntime host)
{
    private readonly QueueClient _queue = function.Service.GetQueueClient(function.QueueName);
    private readonly QueueProcessor _processor = new(function, settings, hiddenTime, host);
    private readonly PollingDelay _delay = new(settings.MaxPollingInterval, new Random());
    private readonly InFlight _runs = new();
    private State _state = State.New;

    private enum State
    {
        New,
        Working,
        Missing,
        Failing,
    }

    /// <summary>Ends when the host stops and everything that was running has ended.</summary>
    public async Task RunAsync()
    {
        try
        {
            await PollAsync(host.Life.Stopping);
        }
        catch (OperationCanceledException) when (host.Life.Stopping.IsCancellationRequested)
        {
            // Stopping is how this loop ends.
        }
        await _runs.WaitForAtMostAsync(0, host.Life.Killed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var messages = await ReceiveAsync();
            if (messages.Length == 0)
            {
                await Task.Delay(_delay.Next(), host.Time, stopping);
                continue;
            }
            _delay.Reset();
            foreach (var message in messages)
                _ = _runs.Start(() => TakeAsync(message));
            await _runs.WaitForAtMostAsync(settings.NewBatchThreshold, stopping);
        }
    }

    private Task TakeAsync(QueueMessage message) =>
        host.Life.Stopping.IsCancellationRequested ? _processor.ReturnAsync(message) : _processor.ProcessAsync(message);

    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            // Not broken off by a stop: messages on their way would be hidden and nobody would know of them.
            var answer = await _queue.ReceiveMessagesAsync(settings.BatchSize, hiddenTime, host.Life.Killed);
            Enter(State.Working, "");
            return answer.Value;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            Enter(State.Missing, "");
            return [];
        }
        catch (Exception exception) when (!host.Life.Killed.IsCancellationRequested)
        {
            Enter(State.Failing, FirstLine(exception));
            return [];
        }
    }

    // Logged when it changes, not at each look: an account that is away for an hour is two lines.
    private void Enter(State state, string reason)
    {
        if (state == _state)
            return;
        _state = state;
        if (state == State.Working)
            Log.QueueWorking(host.Logger, function.Name, _queue.Name);
        else if (state == State.Missing)
            Log.QueueMissing(host.Logger, function.Name, _queue.Name);
        else
            Log.QueueFailing(host.Logger, function.Name, _queue.Name, reason);
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd();
}
