using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.Accept;
using PushFunctions.Deliver;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tasks;

/// <summary>Makes the call of a push to labels or to everyone; what is expected to fail becomes a value.</summary>
public sealed class TaskCaller(FarSideApps apps, BatchCaller calls, PushMetrics metrics)
{
    /// <summary>Sees to it that the call goes out at once.</summary>
    /// <returns>Null: ready. Otherwise what the call would come to: no token can be had.</returns>
    public async Task<TaskOutcome?> PrepareAsync(PushRow push, CancellationToken cancellationToken) =>
        await calls.PrepareAsync(push.App, cancellationToken) is { } unready ? Read(unready) : null;

    public async Task<(TaskOutcome Outcome, TimeSpan? RetryAfter)> CallAsync(PushRow push, JsonElement message)
    {
        var (taskId, failure) = await TryCallAsync(push, message);
        metrics.CountCall(
            push.App, TaskAcceptance.KeyOf(push).Budget, failure is null ? "answered" : BatchCaller.NameOf(failure));
        return failure is null
            ? (new TaskOutcome.Taken(taskId), null)
            : (Read(failure), (failure as CallOutcome.Throttled)?.RetryAfter);
    }

    private async Task<(long TaskId, CallOutcome? Failure)> TryCallAsync(PushRow push, JsonElement message)
    {
        if (apps.Find(push.App) is not { } client)
            return (0, NotMade($"The app '{push.App}' is not configured."));
        try
        {
            // Not cancelled by a shutdown: a call that has begun is better known than guessed.
            var (rendered, strategy) = (message.Deserialize<PushMessage>()!, (PushStrategy)push.Strategy);
            var taskId = push.TaskTo == TaskTo.Labels
                ? await client.SendToLabelsAsync(
                    rendered, push.ReadLabels(), strategy, startDate: null, CancellationToken.None)
                : await client.SendToEveryoneAsync(rendered, strategy, startDate: null, CancellationToken.None);
            return (taskId, null);
        }
        catch (AgoraChatException exception)
        {
            return (0, calls.Judge(exception));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return (0, NotMade(exception.Message));
        }
    }

    private static TaskOutcome Read(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Throttled => new TaskOutcome.Throttled(),
        // Whatever a rule would do: what may have been taken is never called again by itself.
        CallOutcome.Failed { Failure.MayHaveBeenSent: true, Verdict: not Verdict.Failed } failed =>
            new TaskOutcome.Failed(failed.Failure, Verdict.Unknown),
        CallOutcome.Failed { Failure.Kind: AgoraChatErrorKind.TaskLimit, Verdict: Verdict.Retry } failed =>
            new TaskOutcome.Busy(failed.Failure),
        CallOutcome.Failed failed => new TaskOutcome.Failed(failed.Failure, failed.Verdict),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no answer of a task."),
    };

    private static CallOutcome.Failed NotMade(string why) => new(CallFailure.NotMade(why), Verdict.Failed);
}
