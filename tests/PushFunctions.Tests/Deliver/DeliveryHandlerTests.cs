using System.Text;
using Azure;
using PushFunctions.Claims;
using PushFunctions.Control;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Deliver;

public sealed class DeliveryHandlerTests : IDisposable
{
    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_message_that_cannot_be_read_is_set_aside_with_its_body()
    {
        await _bed.Handler.HandleAsync("m1", BinaryData.FromString("{\"v\":9"), CancellationToken.None);

        var row = _bed.DeadLetters.FindAll<DeadLetterRow>(DeadLetterRow.NoApp).Single(row => row.IsMessage);
        Assert.Equal(("push-delivery", "{\"v\":9"), (row.Queue, Encoding.UTF8.GetString(row.Body!)));
        Assert.NotEmpty(row.Reason);
    }

    [Fact]
    public async Task A_parcel_that_another_holds_waits_as_a_copy()
    {
        var parcel = Some.Parcel(3);
        await _bed.HoldAsync(parcel);

        await HandleAsync(parcel);

        var copy = _bed.Delivery.Puts.Single();
        Assert.Equal(TimeSpan.FromSeconds(32), copy.Wait);
        Assert.True(QueueText.TryReadParcel(copy.Text, out var read, out _));
        Assert.Equal(parcel.Row, read.Row);
        Assert.Equal(parcel.Batches[0].Users, read.Batches[0].Users);
    }

    [Fact]
    public async Task A_parcel_that_is_over_is_dropped()
    {
        var parcel = Some.Parcel(3);
        await (await _bed.HoldAsync(parcel)).WriteAsync(row => row.State = ParcelState.Settled);
        var writes = _bed.Pushes.Writes;

        await HandleAsync(parcel);

        Assert.Equal(writes, _bed.Pushes.Writes);
        Assert.Empty(_bed.Delivery.Puts);
    }

    [Fact]
    public async Task A_parcel_that_cannot_be_taken_while_tables_are_away_comes_back_and_is_no_failure()
    {
        var parcel = Some.Parcel(3);
        _bed.Pushes.Before = _ => throw MemoryTable.Failure(503);

        await HandleAsync(parcel);

        var copy = _bed.Delivery.Puts.Single();
        Assert.Equal(TimeSpan.FromSeconds(10), copy.Wait);
        Assert.True(QueueText.TryReadParcel(copy.Text, out var read, out _));
        Assert.Equal((parcel.Row, 0), (read.Row, read.PutBack));
    }

    [Fact]
    public async Task A_parcel_that_comes_long_before_its_time_goes_back_until_then()
    {
        await HandleAsync(Some.Single(1) with { NotBefore = _bed.Time.Now.AddMinutes(1) });

        Assert.Equal(TimeSpan.FromSeconds(59), _bed.Delivery.Puts.Single().Wait);
        Assert.Equal(0, _bed.Pushes.Writes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    public void A_parcel_that_comes_a_little_early_is_not_taken_before_its_time(int ticks)
    {
        var parcel = Spoilt(1) with { NotBefore = _bed.Time.Now.AddSeconds(2).AddTicks(ticks) };
        DateTimeOffset? taken = null;
        _bed.Pushes.Before = _ => taken ??= _bed.Time.Now;

        Run(parcel);

        Assert.InRange(taken!.Value, parcel.NotBefore!.Value, parcel.NotBefore.Value.AddMilliseconds(1));
        Assert.Equal(1, _bed.Row(parcel).Failed);
    }

    [Fact]
    public void Every_user_has_an_outcome_when_it_ends()
    {
        var parcel = Spoilt(100, 100, 50);

        Run(parcel);

        var row = _bed.Row(parcel);
        Assert.Equal((ParcelState.Settled, 250, 3), (row.State, row.Failed, row.Calls));
        Assert.Equal("REFUSED", row.ReadOutcomes()[0]!.Status);
        Assert.Equal(parcel.Batches.SelectMany(batch => batch.Users), row.ReadUsers());
    }

    [Fact]
    public void A_process_that_stops_gives_its_parcel_back_and_puts_a_copy()
    {
        var parcel = Spoilt(100, 100);
        using var stop = new CancellationTokenSource();
        _bed.Budgets.Before = _ => stop.Cancel();

        Loop.Run(_bed.Time, () => _bed.Handler.HandleAsync("m", Body(parcel), stop.Token));

        var row = _bed.Row(parcel);
        Assert.Equal(ParcelState.Released, row.State);
        Assert.Equal(0, row.PossiblyTwice);
        Assert.Equal(TimeSpan.Zero, _bed.Delivery.Puts.Single().Wait);
    }

    [Fact]
    public void A_parcel_that_waits_too_long_for_its_slots_goes_back()
    {
        _bed.DeliveryOptions.HoldAtMost = TimeSpan.FromSeconds(3);
        _bed.Budgets.Before = _ => throw MemoryTable.Failure(503);
        var parcel = Spoilt(100);

        Run(parcel);

        Assert.Equal(ParcelState.Released, _bed.Row(parcel).State);
        Assert.Single(_bed.Delivery.Puts);
        Assert.InRange(_bed.Time.Now - Some.Now, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void A_parcel_that_was_taken_over_meanwhile_is_left_alone()
    {
        var parcel = Spoilt(100);
        _bed.Budgets.Before = _ =>
        {
            if (_bed.Row(parcel).Owner == "other") return;
            _bed.ChangeAsync(parcel, row => (row.Owner, row.Attempt) = ("other", 2)).Wait();
        };

        Run(parcel);

        Assert.Equal(("other", ParcelState.Sending), (_bed.Row(parcel).Owner, _bed.Row(parcel).State));
        Assert.Empty(_bed.Delivery.Puts);
    }

    [Fact]
    public void Marks_that_fail_keep_no_later_parcel_from_beginning()
    {
        var fails = true;
        _bed.Pushes.Before = operation =>
        {
            if (fails && operation == "update") throw MemoryTable.Failure(403);
        };
        for (var no = 0; no < 3; no++)
        {
            var parcel = Spoilt([.. Enumerable.Repeat(1, 10)]) with { Row = LedgerKey.Parcel(no * 10) };
            Assert.Throws<RequestFailedException>(() => Run(parcel));
        }

        fails = false;
        var last = Spoilt(100) with { Row = LedgerKey.Parcel(30) };
        Run(last);

        Assert.Equal(ParcelState.Settled, _bed.Row(last).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_parcel_that_is_picked_up_at_its_end_or_later_is_not_sent(int seconds)
    {
        var parcel = Spoilt(100, 50) with { ExpiresAt = Some.Now + TimeSpan.FromSeconds(seconds) };

        Run(parcel);

        var row = _bed.Row(parcel);
        Assert.Equal((ParcelState.Settled, 150, 0), (row.State, row.Expired, row.Calls));
        Assert.Equal(0, _bed.Budgets.Writes);
        var entry = row.ReadOutcomes()[149]!;
        Assert.Equal(("EXPIRED", 0), (entry.Status, entry.Tries));
    }

    [Fact]
    public void A_parcel_that_waits_for_its_slots_expires_at_its_end()
    {
        _bed.Budgets.Before = _ => throw MemoryTable.Failure(503);
        var parcel = Spoilt(100) with { ExpiresAt = Some.Now + TimeSpan.FromSeconds(3) };

        Run(parcel);

        Assert.Equal((ParcelState.Settled, 100, 0), (_bed.Row(parcel).State, _bed.Row(parcel).Expired, _bed.Row(parcel).Calls));
        Assert.Equal(TimeSpan.FromSeconds(3), _bed.Time.Now - Some.Now);
        Assert.Empty(_bed.Delivery.Puts);
    }

    [Fact]
    public void A_parcel_whose_end_is_far_away_is_sent()
    {
        var parcel = Spoilt(100) with { ExpiresAt = Some.Now + TimeSpan.FromDays(400) };

        Run(parcel);

        Assert.Equal((100, 1), (_bed.Row(parcel).Failed, _bed.Row(parcel).Calls));
    }

    /// <summary>A push that waited for its time has a message only because it was cancelled.</summary>
    [Fact]
    public void What_is_put_of_a_cancelled_push_makes_no_call_however_old_the_names_of_held_pushes_are()
    {
        var push = Some.Draft;
        push.SendAt = _bed.Time.Now.AddDays(1);

        Loop.Run(_bed.Time, async () =>
        {
            await _bed.Pushes.AddEntityAsync(push);
            Assert.Equal(Hold.None, await _bed.Get<HeldPushes>().FindAsync(push.PushId, CancellationToken.None));
            await _bed.Get<PushControl>().DoAsync(push.PushId, ControlAction.Cancel, CancellationToken.None);
            await _bed.Handler.HandleAsync(
                "m", BinaryData.FromString(_bed.Delivery.Puts.Single().Text), CancellationToken.None);
        });

        Assert.Equal((1, 0), (_bed.Row(Some.Single(1)).Cancelled, _bed.Row(Some.Single(1)).Calls));
    }

    [Fact]
    public void A_push_that_cannot_be_stalled_as_storage_is_away_comes_back_and_loses_nobody()
    {
        _bed.FarSide.TakesToken = _ => false;
        var parcel = Some.Parcel(3);
        _bed.Index.Before = operation =>
        {
            if (operation == "upsert") throw MemoryTable.Failure(503);
        };

        Loop.Run(_bed.Time, async () =>
        {
            await _bed.Pushes.AddEntityAsync(Some.Push(3));
            await HandleAsync(parcel);
        });

        var row = _bed.Row(parcel);
        Assert.Equal((ParcelState.Released, 0, 2), (row.State, row.Known, row.Calls));
        Assert.Single(_bed.Delivery.Puts);
        Assert.Equal(PushState.Sending, _bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!.State);
    }

    /// <summary>With what is no message: its calls are refused without being made.</summary>
    private static Parcel Spoilt(params int[] batches) => Some.Parcel(batches) with { Messages = [Some.Json("17")] };

    private static BinaryData Body(Parcel parcel) => BinaryData.FromBytes(Some.Bytes(parcel));

    private void Run(Parcel parcel) => Loop.Run(_bed.Time, () => HandleAsync(parcel));

    private Task HandleAsync(Parcel parcel) => _bed.Handler.HandleAsync("m", Body(parcel), CancellationToken.None);
}
