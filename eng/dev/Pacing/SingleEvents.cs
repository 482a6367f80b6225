using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Pacing;

/// <summary>Events to one user each, at a fixed rate, whether or not the earlier were answered.</summary>
internal static class SingleEvents
{
    /// <returns>Each user, with the moment of the answer.</returns>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> PostAsync(
        BenchRun run, double perSecond, TimeSpan length, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        List<Task<(string User, DateTimeOffset At)>> posts = [];
        for (var due = TimeSpan.Zero; due < length; due = TimeSpan.FromSeconds(posts.Count / perSecond))
        {
            var wait = due - TimeProvider.System.GetElapsedTime(start);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System, cancellationToken);
            posts.Add(PostAsync(run, posts.Count, cancellationToken));
        }

        return (await Task.WhenAll(posts)).ToDictionary(post => post.User, post => post.At);
    }

    /// <returns>Milliseconds from the answer to the call, for each user who was called.</returns>
    internal static IReadOnlyList<double> Waits(
        IReadOnlyDictionary<string, DateTimeOffset> answered, IEnumerable<FarSideCall> calls) =>
    [
        .. Called(answered, calls).Select(call => (call.At - answered[call.First!]).TotalMilliseconds),
    ];

    /// <returns>How many users were not called.</returns>
    internal static int Missing(
        IReadOnlyDictionary<string, DateTimeOffset> answered, IEnumerable<FarSideCall> calls) =>
        answered.Count - Called(answered, calls).Count();

    private static IEnumerable<FarSideCall> Called(
        IReadOnlyDictionary<string, DateTimeOffset> answered, IEnumerable<FarSideCall> calls) =>
        calls.Where(call => call.IsTaken && call.First is not null && answered.ContainsKey(call.First))
            .DistinctBy(call => call.First);

    private static async Task<(string User, DateTimeOffset At)> PostAsync(
        BenchRun run, int number, CancellationToken cancellationToken)
    {
        var sample = SampleEvent.Create(users: 1, $"single{number}");
        await run.ClientFor(number).PostAsync(sample, cancellationToken);
        return (sample.To.Users[0], TimeProvider.System.GetUtcNow());
    }
}
