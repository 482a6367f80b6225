using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Functions that the clock starts.</summary>
public sealed class TimerTriggerTests : IDisposable
{
    private readonly Ticks _ticks = new();
    private readonly LogLines _log = new();

    [Fact]
    public async Task A_timer_does_not_overlap_itself()
    {
        await using var host = await StartAsync<SlowTimer>();

        await Eventually.IsTrueAsync(() => _ticks.Fired.Count >= 3);
        await host.StopAsync(CancellationToken.None);

        Assert.False(_ticks.Overlapped);
    }

    [Theory]
    [InlineData("* * * * * *")]
    [InlineData("00:00:00.5")]
    public async Task A_timer_that_fails_fires_again(string schedule)
    {
        await using var host = await StartAsync<FailingTimer>(schedule);

        await Eventually.IsTrueAsync(() => _ticks.Fired.Count >= 2 && _log.CountOf(9003) >= 2);

        Assert.All(_ticks.Fired, timer => Assert.Null(timer.ScheduleStatus));
    }

    [Fact]
    public async Task A_timer_that_runs_at_the_start_is_told_when_it_runs_next()
    {
        await using var host = await StartAsync<StartTimer>();

        await Eventually.IsTrueAsync(() => !_ticks.Fired.IsEmpty);

        var next = Assert.Single(_ticks.Fired).ScheduleStatus!.Next;
        Assert.Equal((1, 1, TimeSpan.Zero, DateTimeKind.Utc), (next.Month, next.Day, next.TimeOfDay, next.Kind));
    }

    [Fact]
    public async Task Without_storage_timers_fire_without_locks_and_one_line_says_so()
    {
        await using var host = await StartAsync([typeof(StartTimer), typeof(SecondTimer)], schedule: "");

        await Eventually.IsTrueAsync(() => _ticks.Fired.Count >= 2);

        Assert.Equal((1, 0), (_log.CountOf(9035), _log.CountOf(9030)));
    }

    public void Dispose() => _log.Dispose();

    private Task<LocalFunctionsHost> StartAsync<T>(string schedule = "") => StartAsync([typeof(T)], schedule);

    private Task<LocalFunctionsHost> StartAsync(Type[] types, string schedule) => LocalFunctionsHost.StartAsync(
        new LocalHostOptions
        {
            Types = types,
            ConfigureServices = (services, _) => services.AddSingleton(_ticks),
            ConfigureLogging = logging => logging.AddProvider(_log),
            Settings = new Dictionary<string, string?> { ["Schedule"] = schedule },
        },
        CancellationToken.None);
}
