using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Accept;

public sealed class PushAcceptanceTests
{
    private static readonly EventPlan.Ready Plan = new(new([new(Some.Message, ["ada"])], 2, null, []));

    private readonly ManualTime _time = new();
    private readonly MemoryTable _pushes = new();
    private readonly MemoryTable _index = new();
    private readonly MemoryTable _scheduled = new();
    private readonly MemoryTable _listing = new();
    private readonly MemoryQueue _delivery = new();

    [Theory]
    [InlineData("first", true)]
    [InlineData("second", false)]
    public async Task Of_two_at_the_same_tick_the_second_leaves_the_firsts_row(string body, bool isSame)
    {
        var acceptance = Acceptance();
        var first = Assert.IsType<Acceptance.Accepted>(await AcceptAsync(acceptance, "first"));

        var second = await AcceptAsync(acceptance, body);

        var row = Assert.Single(await IndexRowsAsync());
        Assert.Equal(first.Push.OpenRow, row.RowKey);
        if (isSame) Assert.True(Assert.IsType<Acceptance.Accepted>(second).Duplicate);
        else Assert.Equal(ProblemCodes.IdempotencyMismatch, Assert.IsType<Acceptance.Refused>(second).Problem.Code);
        Assert.Single(_delivery.Puts);
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_ones_own()
    {
        _pushes.After = operation =>
        {
            if (operation == "add") throw MemoryTable.Failure(409);
        };

        var accepted = Assert.IsType<Acceptance.Accepted>(await AcceptAsync(Acceptance(), "first"));

        Assert.False(accepted.Duplicate);
        Assert.Single(await IndexRowsAsync());
        Assert.Single(_delivery.Puts);
    }

    [Fact]
    public async Task A_push_knows_the_request_it_came_from_as_a_trace_does()
    {
        using var request = new System.Diagnostics.Activity("request").Start();

        var accepted = Assert.IsType<Acceptance.Accepted>(await AcceptAsync(Acceptance(), "first"));

        Assert.Equal(request.Id, accepted.Push.TraceParent);
    }

    /// <summary>Until all of it is gone, nothing new has its id.</summary>
    [Fact]
    public async Task An_event_whose_push_is_being_removed_is_a_repeat()
    {
        var acceptance = Acceptance();
        await AcceptAsync(acceptance, "first");
        var push = _pushes.Find<PushRow>(PushIds.Create(Some.App, "", "event-1"), LedgerKey.Push)!;
        (push.State, push.RemovedAt) = (PushState.Finished, _time.Now);
        await _pushes.UpsertEntityAsync(push);

        var again = Assert.IsType<Acceptance.Accepted>(await AcceptAsync(acceptance, "first"));

        Assert.True(again.Duplicate);
        Assert.Single(_delivery.Puts);
        Assert.Null(await new PushStore(Memory.Clients(_pushes), Memory.Queues(_delivery)).FindAsync(
            push.PushId, CancellationToken.None));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    public async Task A_message_that_may_be_lost_is_put_again_after_five_seconds(int seconds, int puts)
    {
        var acceptance = Acceptance();
        await AcceptAsync(acceptance, "first");
        _time.Advance(TimeSpan.FromSeconds(seconds));

        for (var repeat = 0; repeat < 50; repeat++) await AcceptAsync(acceptance, "first");

        Assert.Equal(puts, _delivery.Puts.Count);
    }

    [Fact]
    public async Task A_push_that_waits_in_line_is_put_again_at_most_once_a_minute()
    {
        var acceptance = Acceptance();
        await AcceptAsync(acceptance, "first");

        for (var second = 0; second < 180; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await AcceptAsync(acceptance, "first");
        }

        // At 6, 66 and 126 s.
        Assert.Equal(4, _delivery.Puts.Count);
    }

    [Fact]
    public async Task Of_several_repeats_at_once_one_puts_the_message()
    {
        var acceptance = Acceptance();
        await AcceptAsync(acceptance, "first");
        _time.Advance(TimeSpan.FromMinutes(1));
        var seen = _pushes.Find<PushRow>(PushIds.Create(Some.App, "", "event-1"), LedgerKey.Push)!;

        for (var repeat = 0; repeat < 3; repeat++)
        {
            // Each has read the row before the others wrote.
            var copy = new PushRow { PartitionKey = seen.PartitionKey, Created = seen.Created, Groups = seen.Groups };
            (copy.Users, copy.BodyHash, copy.ETag) = (seen.Users, seen.BodyHash, seen.ETag);
            await acceptance.RepeatAsync(copy, Event("first"), CancellationToken.None);
        }

        Assert.Equal(2, _delivery.Puts.Count);
    }

    [Theory]
    [InlineData(1, false, 0)]
    [InlineData(60, false, 59)]
    [InlineData(60.1, true, null)]
    public async Task A_push_with_a_time_has_its_message_hidden_until_then_or_is_left_to_the_watchdog(
        double seconds, bool isScheduled, int? wait)
    {
        var accepted = await AcceptAtAsync(Acceptance(), seconds);

        var (index, scheduled) = (await IndexRowsAsync(), await ScheduledRowsAsync());
        Assert.Equal(isScheduled ? (0, 1) : (1, 0), (index.Count, scheduled.Count));
        Assert.Equal(accepted.Push.OpenRow, isScheduled ? scheduled[0].OpenRow : index[0].RowKey);
        Assert.Equal(wait, (int?)_delivery.Puts.SingleOrDefault()?.Wait?.TotalSeconds);
        Assert.Equal((PushState.Waiting, _time.Now.AddSeconds(seconds)), (accepted.Push.State, accepted.Push.SendAt));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(300, 0)]
    public async Task A_repeat_before_its_time_puts_nothing(double seconds, int puts)
    {
        var acceptance = Acceptance();
        await AcceptAtAsync(acceptance, seconds);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        var repeat = await acceptance.AcceptAsync(
            Event("first") with { SendAt = _time.Now }, Plan, CancellationToken.None);

        Assert.True(Assert.IsType<Acceptance.Accepted>(repeat).Duplicate);
        Assert.Equal(puts, _delivery.Puts.Count);
        Assert.Equal(1, (await IndexRowsAsync()).Count + (await ScheduledRowsAsync()).Count);
    }

    [Fact]
    public async Task A_push_whose_time_is_far_is_three_writes_with_a_place_in_the_list()
    {
        var accepted = await AcceptAtAsync(Acceptance(), 300);

        Assert.Equal((1, 1, 1), (_scheduled.Writes, _listing.Writes, _pushes.Writes));
        Assert.Equal((0, 0), (_index.Writes, _delivery.Puts.Count));
        var listed = Assert.Single(await RowsAsync<ListingRow>(_listing));
        Assert.Equal((accepted.Push.OpenRow, PushState.Waiting, 1), (listed.RowKey, listed.State, listed.Targets));
    }

    [Fact]
    public async Task A_push_that_begins_now_is_two_rows_and_a_message()
    {
        await AcceptAsync(Acceptance(), "first");

        Assert.Equal((1, 1, 1), (_index.Writes, _pushes.Writes, _delivery.Puts.Count));
        Assert.Equal((0, 0), (_scheduled.Writes, _listing.Writes));
    }

    [Fact]
    public async Task Wherever_a_request_dies_no_row_is_listed_that_the_watchdog_does_not_find()
    {
        var writes = 0;
        for (var dies = 1; dies <= 6; dies++)
        {
            // First the request of a new push, then that of its twin, which takes its own rows away.
            if (dies > 3) await TryAcceptAtAsync(dies: 0);
            await TryAcceptAtAsync(dies);

            var scheduled = (await ScheduledRowsAsync()).Select(row => row.OpenRow).ToList();
            Assert.All(await RowsAsync<ListingRow>(_listing), row => Assert.Contains(row.RowKey, scheduled));
        }

        async Task TryAcceptAtAsync(int dies)
        {
            writes = 0;
            _scheduled.Before = _listing.Before = _pushes.Before = operation =>
            {
                if (operation is "upsert" or "add" or "delete" && ++writes == dies) throw MemoryTable.Failure(503);
            };
            await Record.ExceptionAsync(() => AcceptAtAsync(Acceptance(), 300));
        }
    }

    [Fact]
    public async Task Of_two_the_same_whose_time_is_far_one_is_listed()
    {
        var first = await AcceptAtAsync(Acceptance(), 300);
        var again = await AcceptAtAsync(Acceptance(), 300);

        Assert.True(again.Duplicate);
        Assert.Equal(first.Push.OpenRow, Assert.Single(await RowsAsync<ListingRow>(_listing)).RowKey);
        Assert.Equal(first.Push.OpenRow, Assert.Single(await ScheduledRowsAsync()).OpenRow);
    }

    [Fact]
    public void An_end_that_the_mapping_gives_counts_from_the_time()
    {
        var plan = new EventPlan.Ready(Plan.Messages with { ExpiresAfter = TimeSpan.FromHours(1) });

        var push = Acceptance().Draft(Event("first") with { SendAt = _time.Now.AddDays(1) }, plan.Messages);

        Assert.Equal(_time.Now.AddHours(25), push.ExpiresAt);
        Assert.NotNull(Acceptance().Draft(Event("first") with { SendAt = DateTimeOffset.MaxValue }, plan.Messages));
    }

    private static AppEvent Event(string body) => new()
    {
        Id = "event-1",
        Type = "t",
        To = null,
        Data = Some.Json("{}"),
        BodyHash = body,
    };

    private static Task<Acceptance> AcceptAsync(PushAcceptance acceptance, string body) =>
        acceptance.AcceptAsync(Event(body), Plan, CancellationToken.None);

    private async Task<Acceptance.Accepted> AcceptAtAsync(PushAcceptance acceptance, double seconds) =>
        Assert.IsType<Acceptance.Accepted>(await acceptance.AcceptAsync(
            Event("first") with { SendAt = _time.Now.AddSeconds(seconds) }, Plan, CancellationToken.None));

    private Task<IReadOnlyList<IndexRow>> IndexRowsAsync() => RowsAsync<IndexRow>(_index);

    private Task<IReadOnlyList<ScheduledRow>> ScheduledRowsAsync() => RowsAsync<ScheduledRow>(_scheduled);

    private static async Task<IReadOnlyList<T>> RowsAsync<T>(MemoryTable table)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        await foreach (var row in table.QueryAsync<T>("")) rows.Add(row);
        return rows;
    }

    private PushAcceptance Acceptance()
    {
        var storage = Memory.Clients(_pushes, _index, delivery: _delivery, listing: _listing, scheduled: _scheduled);
        var blobs = new PushBlobs(storage);
        return new(
            storage, new(blobs, new(blobs), new(storage, _time)), new(storage, new(storage, _time)),
            new(new(new(storage, Limits.Settings(), _time), _time), new(blobs), _time), new(storage, _time),
            new(storage, _time), _time, Options.Create(new AcceptOptions()));
    }
}
