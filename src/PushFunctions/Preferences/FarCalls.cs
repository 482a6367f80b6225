using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Deliver;
using PushFunctions.Settle;

namespace PushFunctions.Preferences;

/// <summary>Makes calls that may safely be repeated, and repeats those that fail for a while.</summary>
public sealed class FarCalls(PacedCalls calls, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <param name="key">The budget.</param>
    /// <param name="urgency">Before or after others.</param>
    /// <param name="tries">How often it is made.</param>
    /// <param name="turn">The time that there is.</param>
    /// <param name="call">Makes it.</param>
    public async Task<FarAnswer<T>> MakeAsync<T>(
        BudgetKey key, FarUrgency urgency, int tries, CallTurn turn,
        Func<AgoraChatPushClient, CallDeparture, Task<T>> call)
    {
        CallFailure? last = null;
        var isRepeat = false;
        for (var (made, wait) = (1, FirstWait); ; made++, wait *= 2)
        {
            switch (await calls.MakeAsync(key, (int)urgency, turn, isFresh: null, call))
            {
                case PacedAnswer<T>.Done done:
                    return new(done.Value, Failure: null, IsMade: true) { IsRepeat = isRepeat };
                case PacedAnswer<T>.Failed failed:
                    last = failed.Failure;
                    if (made >= tries || FarFailures.Of(last) != FarFailure.Away)
                        return new(default, last, IsMade: true) { IsRepeat = isRepeat };
                    isRepeat |= last.MayHaveBeenSent;
                    break;
                default:
                    return new(default, last, IsMade: last is not null) { IsRepeat = isRepeat };
            }

            if (!await WaitAsync(wait, turn)) return new(default, last, IsMade: true) { IsRepeat = isRepeat };
        }
    }

    private async Task<bool> WaitAsync(TimeSpan wait, CallTurn turn)
    {
        try
        {
            await Task.Delay(wait, time, turn.Stop);
            return !turn.IsOver();
        }
        catch (OperationCanceledException) when (turn.Stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
