namespace PushFunctions.Storage;

/// <summary>Makes a write again while storage is away: what was sent must not be forgotten.</summary>
public sealed class Patience(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(2);

    /// <summary>Until when what begins now is tried.</summary>
    public DateTimeOffset GiveUpAt => time.GetUtcNow() + Longest;

    /// <summary>Makes a write, and makes it again, at growing intervals, while storage is away.</summary>
    /// <remarks>
    /// Not to be cancelled. Lets through what storage says while it is there, and its failure after two minutes.
    /// </remarks>
    public async Task EndureAsync(Func<Task> write)
    {
        var giveUpAt = GiveUpAt;
        for (var wait = FirstWait; ; wait = wait > LongWait ? wait : wait * 2)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception exception) when (StorageErrors.IsAway(exception) && time.GetUtcNow() < giveUpAt)
            {
                await Task.Delay(wait, time, CancellationToken.None);
            }
        }
    }

    /// <summary>A pause before something is asked for again.</summary>
    public Task PauseAsync() => Task.Delay(FirstWait, time, CancellationToken.None);
}
