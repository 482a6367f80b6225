using System.Collections.Concurrent;

namespace PushFunctions.Tests;

/// <summary>
/// Runs work on one thread and moves the clock only when nothing is left to run: no timer overtakes what is being done.
/// </summary>
internal sealed class Loop : SynchronizationContext
{
    /// <summary>A test that would hang fails after so many moves of the clock.</summary>
    private const int MostMoves = 2_000;

    /// <summary>
    /// What went to the thread pool for a moment, such as the callbacks of a cancellation, comes back sooner.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(20);

    private readonly BlockingCollection<(SendOrPostCallback Run, object? State)> _posts = [];

    public override void Post(SendOrPostCallback d, object? state) => _posts.Add((d, state));

    /// <param name="grace">How long what went elsewhere is waited for; none where all stays on this thread.</param>
    public static void Run(ManualTime time, Func<Task> work, TimeSpan? grace = null) =>
        new Loop().RunNext(time, work, grace);

    /// <summary>Runs further work, and what earlier work has left running.</summary>
    public void RunNext(ManualTime time, Func<Task> work, TimeSpan? grace = null)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            RunAll(time, work(), grace ?? Grace);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void RunAll(ManualTime time, Task task, TimeSpan grace)
    {
        // What ends elsewhere wakes us.
        _ = task.ContinueWith(_ => Post(_ => { }, null), TaskScheduler.Default);
        for (var moves = 0; !task.IsCompleted; moves++)
        {
            Assert.True(moves < MostMoves, $"Not done after {moves} timers, at {time.Now:O}.");
            while (!task.IsCompleted && _posts.TryTake(out var post, grace)) post.Run(post.State);
            if (task.IsCompleted) break;
            // Where nobody waits for the clock, others are at work elsewhere.
            if (time.HasTimers) time.AdvanceToTimer();
            else if (_posts.TryTake(out var post, Grace)) post.Run(post.State);
        }

        // What was begun beside it goes on as far as it comes.
        while (_posts.TryTake(out var post)) post.Run(post.State);
        task.GetAwaiter().GetResult();
    }
}
