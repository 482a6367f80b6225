using PushFunctions.Control;
using PushFunctions.Retention;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

/// <summary>What the real handlers count, as a listener hears it, and what the page says of it.</summary>
public sealed class PushMetricsTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new() { MakesCalls = true };
    private readonly MeterEar _ear;

    public PushMetricsTests() => _ear = new(_pipeline.Bed);

    public void Dispose()
    {
        _ear.Dispose();
        _pipeline.Dispose();
    }

    [Fact]
    public async Task Calls_and_users_are_counted_by_what_came_of_them()
    {
        await _pipeline.AcceptAsync(250);
        _pipeline.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(["app=default endpoint=PushSingle result=answered: 3"], _ear.Of("push.calls"));
        Assert.Equal(["app=default outcome=accepted: 250"], _ear.Of("push.users"));
        Assert.Equal(["app=default outcome=accepted: 250"], _ear.Of("push.tries"));
        Assert.Equal(["push.calls", "push.tries", "push.users"], _ear.Heard);
    }

    [Fact]
    public async Task What_the_watchdog_sees_is_told_until_it_looks_again()
    {
        await _pipeline.AcceptAsync(1, push => push.Created = _pipeline.Bed.Time.Now.AddSeconds(-100));
        await _pipeline.WatchAsync();
        _ear.Ask();

        Assert.Equal(1, _ear["push.open"]);
        Assert.Equal(100, _ear["push.work.oldest.age place=open"]);
    }

    [Fact]
    public async Task So_is_how_late_the_users_are_who_are_due()
    {
        await _pipeline.AcceptAsync(1);
        foreach (var late in (int[])[100, 7_200, 600])
        {
            var bucket = _pipeline.Bed.Time.Now.AddSeconds(-late);
            await _pipeline.Bed.Index.UpsertEntityAsync(
                IndexRow.ForDue(Some.App, Some.PushId, bucket, Some.PushId, LedgerKey.Parcel(0)));
        }

        await _pipeline.WatchAsync();
        _ear.Ask();

        Assert.Equal(7_200, _ear["push.work.oldest.age place=due"]);
    }

    [Fact]
    public async Task What_it_saw_a_minute_ago_is_not_told()
    {
        await _pipeline.AcceptAsync(1);
        await _pipeline.WatchAsync();
        _pipeline.Bed.Time.Advance(TimeSpan.FromSeconds(61));
        _ear.Ask();

        Assert.Empty(_ear.Of("push.open"));
        Assert.Empty(_ear.Of("push.work.oldest.age"));
    }

    [Fact]
    public async Task The_tries_that_a_user_took_are_told_with_the_outcome()
    {
        var calls = 0;
        var take = _pipeline.Bed.FarSide.Answer;
        _pipeline.Bed.FarSide.Answer =
            users => ++calls < 3 ? FarSide.Refusal(408, "timeout", "Send again.") : take(users);
        await _pipeline.AcceptAsync(1);
        _pipeline.Run(TimeSpan.FromHours(1));

        Assert.Equal(["app=default outcome=accepted: 3"], _ear.Of("push.tries"));
        Assert.Equal(["app=default outcome=accepted: 1", "app=default outcome=retrying: 2"], _ear.Of("push.users"));
    }

    [Fact]
    public async Task Those_whom_no_parcel_reached_are_counted_when_they_are_cut_off()
    {
        await _pipeline.AcceptAsync(1_000);
        await _pipeline.Bed.Get<PushControl>().DoAsync(Some.PushId, ControlAction.Cancel, CancellationToken.None);

        Assert.Equal(["app=default outcome=cancelled: 1000"], _ear.Of("push.users"));
    }

    [Fact]
    public async Task Pushes_that_are_removed_are_counted()
    {
        await _pipeline.AcceptAsync(250);
        _pipeline.Run(TimeSpan.FromSeconds(30));
        await CleanUpAsync();
        Assert.Empty(_ear.Of("push.removed"));

        _pipeline.Rest(TimeSpan.FromDays(36));
        await CleanUpAsync();
        await CleanUpAsync();

        Assert.Equal(["1"], _ear.Of("push.removed"));
    }

    [Fact]
    public void The_page_names_every_instrument_with_its_unit_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var chapter = page[page.IndexOf("## Signals", StringComparison.Ordinal)..];
        var rows = chapter[..chapter.IndexOf("\n## ", 3, StringComparison.Ordinal)].Split('\n')
            .Where(line => line.StartsWith("| `push.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => cells[3].Trim('`'));

        Assert.Equal(_ear.Units.OrderBy(unit => unit.Key), rows.OrderBy(row => row.Key));
    }

    private Task CleanUpAsync() => _pipeline.Bed.Get<CleanUpHandler>().HandleAsync(CancellationToken.None);
}
