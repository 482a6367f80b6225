using System.Runtime.CompilerServices;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Run;

/// <summary>Follows a push until nothing more happens to it.</summary>
/// <param name="ask">Asks for the push's status.</param>
/// <param name="patience">How long nothing may change before it is given up.</param>
internal sealed class PushWatch(Func<CancellationToken, Task<PushStatus>> ask, TimeSpan patience)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Each status that differs from the one before; the last one is over.</summary>
    /// <exception cref="StackException">Nothing changed for longer than the patience.</exception>
    public async IAsyncEnumerable<PushStatus> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PushStatus? last = null;
        var changed = TimeProvider.System.GetTimestamp();
        while (last is not { IsOver: true })
        {
            var status = await ask(cancellationToken);
            if (last is null || status.State != last.State || status.Settled != last.Settled
                || status.Count("retrying") != last.Count("retrying"))
            {
                changed = TimeProvider.System.GetTimestamp();
                last = status;
                yield return status;
            }
            else if (TimeProvider.System.GetElapsedTime(changed) > patience)
            {
                throw new StackException(
                    $"Push {status.PushId} is {status.State} with {status.Settled} of {status.Targets} users settled, and nothing "
                    + $"has changed for {patience.TotalSeconds:0} s.");
            }
            else
            {
                await Task.Delay(PollEvery, TimeProvider.System, cancellationToken);
            }
        }
    }
}
