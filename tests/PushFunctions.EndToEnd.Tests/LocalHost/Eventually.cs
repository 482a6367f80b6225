using System.Diagnostics;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Waits for what will be so soon; a deadline makes a test that would hang fail.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public static Task IsTrueAsync(Func<bool> condition) => IsTrueAsync(() => Task.FromResult(condition()));

    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"Not so within {Deadline.TotalSeconds} s.");
            await Task.Delay(Between, TimeProvider.System);
        }
    }
}
