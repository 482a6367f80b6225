using AgoraChat.Push;
using PushFunctions.Control;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

/// <summary>Users who are due again in minutes and hours, and what it takes to look after them meanwhile.</summary>
public sealed class LateTriesTests : IDisposable
{
    private const int Users = 1_000;

    private readonly MemoryPipeline _pipeline = new();

    public void Dispose() => _pipeline.Dispose();

    [Fact]
    public async Task All_tries_are_made_and_all_end_dead()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(Users);

        _pipeline.Run(TimeSpan.FromHours(12));

        var end = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, Users), (end.State, end.Counts.Dead));
        Assert.Equal(Users, _pipeline.Told.Count);
        Assert.All(_pipeline.Told, user => Assert.Equal(6, user.Value));
    }

    /// <summary>The last of these retry parcels waits for 6 h, and many were planned after it.</summary>
    [Fact]
    public async Task While_users_are_due_for_hours_a_status_reads_no_row_of_theirs()
    {
        _pipeline.FarSide = (user, _) => user.EndsWith('7') ? PushStatus.Error : PushStatus.Success;
        await _pipeline.AcceptAsync(60_000);
        _pipeline.Run(TimeSpan.FromHours(2));

        var before = _pipeline.Bed.Pushes.RowsQueried;
        var late = await _pipeline.LookAsync();

        Assert.Equal((54_000, 6_000, 0), (late.Counts.Accepted, late.Counts.Retrying, late.Counts.Pending));
        Assert.True(_pipeline.Push.RetryNo > 40);
        Assert.Equal(before, _pipeline.Bed.Pushes.RowsQueried);
        Assert.InRange(late.ExpectedFinish!.Value - _pipeline.Bed.Time.Now, TimeSpan.FromHours(3), TimeSpan.FromHours(7));
    }

    [Fact]
    public async Task While_it_is_fed_a_status_reads_no_row_of_earlier_tries()
    {
        _pipeline.FarSide = (user, before) => user.EndsWith('7') && before < 2 ? PushStatus.Error : PushStatus.Success;
        await _pipeline.AcceptAsync(400_000);
        var most = 0;
        for (var minute = 0; minute < 3; minute++)
        {
            _pipeline.Run(TimeSpan.FromMinutes(1));
            var before = _pipeline.Bed.Pushes.RowsQueried;
            await _pipeline.LookAsync();
            most = Math.Max(most, _pipeline.Bed.Pushes.RowsQueried - before);
        }

        // Parcels of 4 calls, 20 a second, for the 30 to 36 s of the first wait, the bucket behind it, and what is ahead.
        Assert.InRange(most, 100, 300);
        Assert.True(_pipeline.Push.NextBatch < _pipeline.Push.Batches);
    }

    [Fact]
    public async Task Between_late_tries_nobody_looks_again_and_again()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(Users);
        _pipeline.Run(TimeSpan.FromHours(2));
        var steps = _pipeline.Bed.Dispatch.Puts.Count;

        _pipeline.Run(TimeSpan.FromHours(4));

        Assert.InRange(_pipeline.Bed.Dispatch.Puts.Count - steps, 0, 5);
    }

    [Fact]
    public async Task Those_who_are_due_below_the_mark_are_cancelled_with_the_push()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(20_000);
        _pipeline.Run(TimeSpan.FromMinutes(10));
        Assert.Equal((20_000, true), ((await _pipeline.LookAsync()).Counts.Retrying, _pipeline.Push.Retrying > 10_000));

        _pipeline.Ask(ControlAction.Cancel);
        _pipeline.Run(TimeSpan.FromMinutes(1));

        var end = await _pipeline.LookAsync();
        Assert.Equal((PushState.Cancelled, 20_000, 0), (end.State, end.Counts.Cancelled, _pipeline.Push.Retrying));
        Assert.True(_pipeline.Push.HasEnded);
        Assert.Empty(_pipeline.Bed.Index.FindAll<IndexRow>(IndexRow.DuePrefix));
    }

    /// <summary>While it is fed, some fail for the first time when others fail for the second.</summary>
    [Fact]
    public async Task Whoever_has_failed_once_does_not_wait_with_those_who_fail_again()
    {
        using var pipeline = new MemoryPipeline(
            ("Retry__Jitter", "0"), ("Retry__Delays__0", "00:00:10"), ("Retry__Delays__1", "00:00:10"),
            ("Retry__Delays__2", "06:00:00"))
        {
            FarSide = (user, before) => before < Failures(user) ? PushStatus.Error : PushStatus.Success,
        };
        await pipeline.AcceptAsync(60_000);

        pipeline.Run(TimeSpan.FromMinutes(5));

        var view = await pipeline.LookAsync();
        Assert.Equal((58_800, 1_200), (view.Counts.Accepted, view.Counts.Retrying));
        Assert.All(pipeline.Told, user => Assert.Equal(Math.Min(3, Failures(user.Key) + 1), user.Value));

        static int Failures(string user) => user[^2..] switch { "20" => 1, "40" => 2, "60" or "80" => 3, _ => 0 };
    }

    [Fact]
    public async Task Whoever_dies_and_wherever_all_tries_are_made_once()
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = new MemoryPipeline
            {
                FarSide = (user, before) => before < 2 && user.EndsWith('7') ? PushStatus.Error : PushStatus.Success,
            };
            await pipeline.AcceptAsync(500);
            pipeline.Run(TimeSpan.FromSeconds(20));
            pipeline.KillAfter(operation);

            pipeline.Run(TimeSpan.FromMinutes(20));

            var end = await pipeline.LookAsync();
            var told = pipeline.Told.Values.Sum();
            Assert.True(
                end is { State: PushState.Finished, Counts.Accepted: 500 } && (told == 600 || end.PossiblyTwice > 0),
                $"Killed at {operation}: {end.State}, {end.Counts}, {told} calls, {end.PossiblyTwice} possibly twice.");
            if (!pipeline.IsKilled) break;
        }
    }

    [Fact]
    public async Task Whoever_dies_and_wherever_a_cancelled_push_ends_with_exact_counts()
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = new MemoryPipeline { FarSide = (_, _) => PushStatus.Error };
            await pipeline.AcceptAsync(500);
            pipeline.Run(TimeSpan.FromMinutes(10));
            pipeline.KillAfter(operation);

            pipeline.Ask(ControlAction.Cancel);
            pipeline.Run(TimeSpan.FromMinutes(5));

            var end = await pipeline.LookAsync();
            Assert.True(
                pipeline.Push.HasEnded && end is { State: PushState.Cancelled, Counts.Cancelled: 500 },
                $"Killed at {operation}: {pipeline.Push.State}, {end.Counts}.");
            if (!pipeline.IsKilled) break;
        }
    }
}
