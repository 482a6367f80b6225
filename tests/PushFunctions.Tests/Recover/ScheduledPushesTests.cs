using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

public sealed class ScheduledPushesTests : IDisposable
{
    private static readonly TimeSpan Far = TimeSpan.FromDays(300);

    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task A_push_is_opened_a_minute_before_its_time_and_its_message_is_hidden_until_then(int users)
    {
        var push = await ScheduleAsync(users);
        _bed.Time.Advance(Far - SendTimes.Ahead);
        await OpenDueAsync();
        Assert.Empty(Puts);

        _bed.Time.Advance(TimeSpan.FromSeconds(15));
        await OpenDueAsync();

        Assert.Equal((false, true), (IsScheduled(push), IsOpen(push)));
        // 45 s but for the lead, in whole seconds.
        Assert.Equal(TimeSpan.FromSeconds(users == 1 ? 44 : 43), Assert.Single(Puts).Wait);
    }

    [Fact]
    public async Task Whatever_fails_on_the_way_the_next_run_does_the_rest()
    {
        for (var step = 0; step < 5; step++)
        {
            foreach (var isDone in (bool[])[false, true])
            {
                using var bed = new MemoryBed();
                var push = await ScheduleAsync(1, bed);
                bed.Time.Advance(Far);
                var left = step;
                FailOnce(bed, isDone, () => left-- == 0);

                await Record.ExceptionAsync(() => OpenDueAsync(bed));
                var isLost = !IsScheduled(push, bed) && (!IsOpen(push, bed) || bed.Delivery.Puts.Count == 0);
                await OpenDueAsync(bed);

                Assert.False(isLost, $"Lost at step {step}.");
                Assert.Equal((false, true), (IsScheduled(push, bed), IsOpen(push, bed)));
                Assert.InRange(bed.Delivery.Puts.Count, 1, 2);
            }
        }
    }

    [Fact]
    public async Task A_push_that_was_opened_and_has_begun_gets_no_second_message()
    {
        var push = await ScheduleAsync(250);
        _bed.Time.Advance(Far);
        push.State = PushState.Sending;
        await _bed.Pushes.UpsertEntityAsync(push);

        await OpenDueAsync();

        Assert.Equal((false, true), (IsScheduled(push), IsOpen(push)));
        Assert.Empty(Puts);
    }

    [Fact]
    public async Task A_push_that_was_cancelled_while_it_waited_is_not_opened()
    {
        var push = await ScheduleAsync(1);
        _bed.Time.Advance(Far);
        push.State = PushState.Cancelled;
        await _bed.Pushes.UpsertEntityAsync(push);

        await OpenDueAsync();

        Assert.Equal((false, false), (IsScheduled(push), IsOpen(push)));
        Assert.Empty(Puts);
    }

    [Fact]
    public async Task The_end_of_a_push_takes_its_scheduled_row_along()
    {
        var push = await ScheduleAsync(1);

        await _bed.Get<PushEnd>().CompleteAsync(push, CancellationToken.None);

        Assert.False(IsScheduled(push));
    }

    [Fact]
    public async Task A_row_that_no_push_names_goes_when_no_request_can_name_it_any_more()
    {
        var twin = Draft(1, TimeSpan.FromSeconds(70));
        await _bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(twin));
        await _bed.Listing.UpsertEntityAsync(ListingRow.Of(twin));

        foreach (var (minutes, isThere) in ((int, bool)[])[(4, true), (6, false)])
        {
            _bed.Time.SetTo(Some.Now.AddMinutes(minutes));
            await OpenDueAsync();
            Assert.Equal((isThere, isThere), (IsScheduled(twin), IsListed(twin)));
        }

        Assert.Empty(Puts);
    }

    [Fact]
    public async Task The_listing_row_of_a_request_that_died_goes_before_what_leads_to_it()
    {
        var twin = Draft(1, TimeSpan.FromSeconds(70));
        await _bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(twin));
        await _bed.Listing.UpsertEntityAsync(ListingRow.Of(twin));
        _bed.Time.SetTo(Some.Now.AddMinutes(6));
        _bed.Listing.Before = _ => throw MemoryTable.Failure(503);
        await OpenDueAsync();
        Assert.True(IsScheduled(twin));

        _bed.Listing.Before = null;
        await OpenDueAsync();

        Assert.Equal((false, false), (IsScheduled(twin), IsListed(twin)));
    }

    [Fact]
    public async Task Those_of_one_moment_are_shared_out_and_all_are_opened()
    {
        for (var no = 0; no < 100; no++) await ScheduleAnotherAsync(no, Far);

        _bed.Time.Advance(Far - TimeSpan.FromSeconds(30));
        await OpenDueAsync();

        Assert.Equal(100, Puts.Count());
    }

    [Fact]
    public async Task Those_whose_time_is_far_cost_one_query_together()
    {
        for (var no = 0; no < 1_000; no++) await _bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(Draft(1, Far)));
        var operations = new List<string>();
        _bed.Index.Before = operation => operations.Add($"index {operation}");
        _bed.Scheduled.Before = operation => operations.Add($"schedule {operation}");
        _bed.Pushes.Before = operation => operations.Add($"pushes {operation}");

        await OpenDueAsync();

        Assert.Equal(["schedule query"], operations);
        Assert.Equal(0, _bed.Scheduled.RowsQueried);
    }

    [Fact]
    public async Task A_watchdog_that_has_not_run_for_hours_begins_with_the_earliest_and_ends_in_time()
    {
        var pushes = new List<PushRow>();
        for (var no = 0; no < 60; no++) pushes.Add(await ScheduleAnotherAsync(no, TimeSpan.FromMinutes(61 + 37 * no % 60)));
        _bed.Time.Advance(TimeSpan.FromHours(5));
        // Each takes a second: not all of them have their turn in one run.
        _bed.Delivery.Before = () => _bed.Time.Advance(TimeSpan.FromSeconds(1));

        await OpenDueAsync();
        var opened = pushes.Where(IsOpen).Select(push => push.Begins).ToList();
        Assert.InRange(opened.Count, 10, 40);
        Assert.True(opened.Max() < pushes.Where(IsScheduled).Min(push => push.Begins));

        for (var run = 0; run < 6; run++) await OpenDueAsync();
        Assert.DoesNotContain(pushes, IsScheduled);
        Assert.Equal(60, Puts.Count());
    }

    private IEnumerable<QueuePut> Puts => _bed.Delivery.Puts.Concat(_bed.Dispatch.Puts);

    private static PushRow Draft(int users, TimeSpan ahead)
    {
        var push = users == 1 ? Some.Draft : Some.Push(users);
        (push.State, push.OpenRow) = (PushState.Waiting, IndexRow.NewOpenKey(Some.PushId, Some.Now));
        push.SendAt = Some.Now + ahead;
        push.StepDue = push.Begins - TimeSpan.FromSeconds(1.5);
        return push;
    }

    private static void FailOnce(MemoryBed bed, bool isDone, Func<bool> isTime)
    {
        foreach (var table in (MemoryTable[])[bed.Index, bed.Scheduled, bed.Pushes])
        {
            if (isDone) table.After = Fail;
            else table.Before = Fail;
        }

        bed.Delivery.Before = () => Fail("put");

        void Fail(string operation)
        {
            if (isTime()) throw MemoryTable.Failure(503);
        }
    }

    private Task<PushRow> ScheduleAsync(int users) => ScheduleAsync(users, _bed);

    private static async Task<PushRow> ScheduleAsync(int users, MemoryBed bed)
    {
        var push = Draft(users, Far);
        await bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(push));
        await bed.Pushes.UpsertEntityAsync(push);
        return push;
    }

    private async Task<PushRow> ScheduleAnotherAsync(int no, TimeSpan ahead)
    {
        var push = Draft(1, ahead);
        push.PartitionKey = PushIds.Create(Some.App, "", $"event-{no}");
        push.OpenRow = IndexRow.NewOpenKey(push.PushId, Some.Now);
        await _bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(push));
        await _bed.Pushes.UpsertEntityAsync(push);
        return push;
    }

    private Task OpenDueAsync() => OpenDueAsync(_bed);

    private static Task OpenDueAsync(MemoryBed bed) => bed.Get<ScheduledPushes>().OpenDueAsync(CancellationToken.None);

    private bool IsScheduled(PushRow push) => IsScheduled(push, _bed);

    private static bool IsScheduled(PushRow push, MemoryBed bed) =>
        bed.Scheduled.Find<ScheduledRow>(ScheduledRow.PartitionOf(push), push.OpenRow) is not null;

    private bool IsListed(PushRow push) =>
        _bed.Listing.Find<ListingRow>(ListingRow.PartitionOf(push.App, push.OpenRow), push.OpenRow) is not null;

    private bool IsOpen(PushRow push) => IsOpen(push, _bed);

    private static bool IsOpen(PushRow push, MemoryBed bed) =>
        bed.Index.Find<IndexRow>(IndexRow.Open, push.OpenRow) is not null;
}
