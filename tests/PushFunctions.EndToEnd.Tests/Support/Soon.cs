using System.Diagnostics;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>Waits for what will be so; a deadline, long enough for a busy machine, ends a test that would hang.</summary>
internal static class Soon
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static Task IsTrueAsync(Func<bool> condition, Func<string> otherwise) =>
        IsTrueAsync(() => Task.FromResult(condition()), otherwise);

    /// <param name="condition">What is waited for.</param>
    /// <param name="otherwise">Says how things stand when the deadline has passed.</param>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        if (!await WillBeAsync(condition, Deadline)) Assert.Fail($"Not within {Deadline.TotalSeconds} s: {otherwise()}");
    }

    /// <returns>Whether it is so within the time, for a test that knows what else to do.</returns>
    public static async Task<bool> WillBeAsync(Func<Task<bool>> condition, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) >= within) return false;
            await Task.Delay(Between, TimeProvider.System);
        }

        return true;
    }
}
