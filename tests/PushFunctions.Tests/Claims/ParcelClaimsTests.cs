using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Claims;

public sealed class ParcelClaimsTests : IDisposable
{
    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task The_insert_of_its_row_claims_a_parcel()
    {
        var parcel = Some.Parcel(100, 3) with { Cut = new(0, 2, 500, 1_133), Round = 1 };

        var held = await _bed.HoldAsync(parcel);

        var row = _bed.Row(parcel);
        Assert.Equal((ParcelState.Claimed, 1, 1), (row.State, row.Attempt, row.Round));
        Assert.Equal((103, 2, 500L, 1_133), (row.Count, row.Batches, row.Offset, row.Bytes));
        Assert.Equal(_bed.Time.Now + TimeSpan.FromSeconds(32), row.Until);
        Assert.Empty(row.ReadSent());
        Assert.Equal(parcel.Batches, held.OpenBatches);
    }

    [Fact]
    public async Task A_single_may_call_at_once()
    {
        await _bed.HoldAsync(Some.Single(3));

        var row = _bed.Pushes.Find<ParcelRow>(Some.PushId, LedgerKey.Parcel(0))!;
        Assert.Equal(ParcelState.Sending, row.State);
        Assert.Equal([0], row.ReadSent());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_single_whose_call_is_not_made_any_more_does_not_look_as_if_it_was(bool expired, bool cancelled)
    {
        var parcel = Some.Single(3) with { ExpiresAt = expired ? _bed.Time.Now : null, Cancelled = cancelled };
        await _bed.HoldAsync(parcel);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));

        var taken = await _bed.HoldAsync(parcel);

        Assert.Equal((2, 0, 3), (taken.Row.Attempt, taken.Book.PossiblyTwice, taken.Book.CountOf(UserOutcome.Pending)));
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(20, 12)]
    [InlineData(31.5, 1)]
    public async Task While_another_holds_it_one_comes_back_when_it_may_be_free(double later, double wait)
    {
        var parcel = Some.Parcel(1);
        await _bed.HoldAsync(parcel);
        _bed.Time.Advance(TimeSpan.FromSeconds(later));

        var claim = await TakeAsync(parcel);

        Assert.Equal(TimeSpan.FromSeconds(wait), Assert.IsType<Claim.Busy>(claim).Wait);
    }

    [Fact]
    public async Task A_parcel_that_is_over_stays_so()
    {
        var parcel = Some.Parcel(1);
        await _bed.HoldAsync(parcel);
        await _bed.ChangeAsync(parcel, row => row.State = ParcelState.Settled);
        _bed.Time.Advance(TimeSpan.FromHours(1));

        Assert.IsType<Claim.Over>(await TakeAsync(parcel));
    }

    [Fact]
    public async Task A_takeover_marks_exactly_those_who_were_sent_and_have_no_outcome()
    {
        var parcel = Some.Parcel(100, 100, 50);
        var held = await _bed.HoldAsync(parcel);
        for (var user = 0; user < 100; user++) held.Book[user] = Some.Accepted;
        await held.MarkSendingAsync([parcel.Batches[0], parcel.Batches[1]]);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));

        var taken = await _bed.HoldAsync(parcel);

        Assert.Equal(Enumerable.Range(100, 100), Enumerable.Range(0, 250).Where(taken.Book.IsPossiblyTwice));
        Assert.Equal([1, 2], taken.OpenBatches.Select(batch => batch.No));
        var row = _bed.Row(parcel);
        Assert.Equal((ParcelState.Claimed, 2, 100), (row.State, row.Attempt, row.PossiblyTwice));
        Assert.Null(row.Sent);
    }

    [Fact]
    public async Task What_was_put_again_for_a_dead_holder_does_not_keep_that_of_the_next_one_back()
    {
        var parcel = Some.Parcel(100);
        await _bed.HoldAsync(parcel);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));
        var again = _bed.Get<PutAgain>();
        Assert.True(await again.MayAsync(_bed.Row(parcel), CancellationToken.None));
        Assert.False(await again.MayAsync(_bed.Row(parcel), CancellationToken.None));

        await _bed.HoldAsync(parcel);

        Assert.True(await again.MayAsync(_bed.Row(parcel), CancellationToken.None));
    }

    [Fact]
    public async Task A_takeover_of_what_was_only_claimed_doubles_nobody()
    {
        var parcel = Some.Parcel(100);
        await _bed.HoldAsync(parcel);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));

        var taken = await _bed.HoldAsync(parcel);

        Assert.Equal(0, taken.Book.PossiblyTwice);
    }

    [Fact]
    public async Task Doubles_of_earlier_takeovers_stay_marked()
    {
        var parcel = Some.Parcel(5);
        await (await _bed.HoldAsync(parcel)).MarkSendingAsync(parcel.Batches);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));
        await _bed.HoldAsync(parcel);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));

        Assert.Equal(5, (await _bed.HoldAsync(parcel)).Book.PossiblyTwice);
    }

    [Fact]
    public async Task A_parcel_given_back_is_taken_at_once_with_its_outcomes_and_doubles_nobody()
    {
        var parcel = Some.Parcel(100, 100);
        var held = await _bed.HoldAsync(parcel);
        await held.MarkSendingAsync(parcel.Batches);
        for (var user = 0; user < 100; user++) held.Book[user] = Some.Accepted;
        await held.ReleaseAsync(_bed.Time.Now.AddMinutes(10));

        var taken = await _bed.HoldAsync(parcel);

        Assert.Equal([1], taken.OpenBatches.Select(batch => batch.No));
        Assert.Equal((0, 2), (taken.Book.PossiblyTwice, taken.Row.Attempt));
    }

    [Fact]
    public async Task Whom_a_process_that_died_may_have_called_is_unknown_when_nobody_calls_again()
    {
        var parcel = Some.Parcel(100, 100) with { ExpiresAt = Some.Now + TimeSpan.FromSeconds(33) };
        await (await _bed.HoldAsync(parcel)).MarkSendingAsync([parcel.Batches[1]]);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));

        var taken = await _bed.HoldAsync(parcel);

        Assert.Equal([0], taken.OpenBatches.Select(batch => batch.No));
        Assert.Equal(100, taken.Book.CountOf(UserOutcome.Unknown));
        Assert.Equal((0, 1), (taken.Book.PossiblyTwice, taken.Book[100]!.Tries));
    }

    [Fact]
    public async Task Nor_is_anybody_called_again_where_unknown_calls_are_held()
    {
        using var bed = new MemoryBed(("Delivery__OnUnknown", "hold"));
        var parcel = Some.Parcel(100, 100);
        await (await bed.HoldAsync(parcel)).MarkSendingAsync([parcel.Batches[1]]);
        bed.Time.Advance(TimeSpan.FromSeconds(33));

        var taken = await bed.HoldAsync(parcel);

        Assert.Equal([0], taken.OpenBatches.Select(batch => batch.No));
        Assert.Equal((100, 0), (taken.Book.CountOf(UserOutcome.Unknown), taken.Book.PossiblyTwice));
        Assert.Contains("it is not sent again", taken.Book[100]!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_prepared_for_a_later_call_is_held_until_a_claims_time_after_it()
    {
        using var held = _bed.Claims.Prepare(Some.Single(1), Some.Now + TimeSpan.FromSeconds(5));

        Assert.Equal((ParcelState.Sending, 1, 1), (held.Row.State, held.Row.Attempt, held.Row.Count));
        Assert.Equal([0], held.Row.ReadSent());
        Assert.Equal(Some.Now + TimeSpan.FromSeconds(5 + 30 + 2), held.Row.Until);
        Assert.Equal(0, _bed.Pushes.Writes);
    }

    [Fact]
    public async Task A_retry_parcel_is_claimed_where_its_plan_lies()
    {
        var parcel = Some.Parcel(5) with { Row = LedgerKey.Retry(3), Urgency = Urgency.Retry };
        var plan = new ParcelRow { PartitionKey = Some.PushId, RowKey = parcel.Row, State = ParcelState.Planned, Count = 5, Until = Some.Now.AddHours(1) };
        Assert.IsType<Claim.Over>(await TakeAsync(parcel));
        await _bed.Pushes.AddEntityAsync(plan);

        var held = await _bed.HoldAsync(parcel);

        Assert.Equal((ParcelState.Claimed, 1), (held.Row.State, held.Row.Attempt));
    }

    [Fact]
    public async Task Of_two_who_take_over_at_once_one_holds_it()
    {
        var parcel = Some.Parcel(5);
        await _bed.HoldAsync(parcel);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));
        var between = true;
        _bed.Pushes.Before = operation =>
        {
            if (operation != "update" || !between) return;
            between = false;
            _bed.ChangeAsync(parcel, row => (row.Owner, row.Attempt, row.Until) = ("other", 2, _bed.Time.Now.AddSeconds(32))).Wait();
        };

        Assert.IsType<Claim.Busy>(await TakeAsync(parcel));
        Assert.Equal("other", _bed.Row(parcel).Owner);
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_counts_as_ours()
    {
        // The client tries again by itself, and that try is refused.
        _bed.Pushes.After = operation =>
        {
            if (operation == "add") throw MemoryTable.Failure(409);
        };

        var held = await _bed.HoldAsync(Some.Parcel(5));

        Assert.Equal(_bed.Row(Some.Parcel(5)).Owner, held.Row.Owner);
        Assert.True(await held.ProlongAsync());
    }

    [Fact]
    public async Task A_takeover_whose_answer_was_lost_counts_as_ours()
    {
        var parcel = Some.Parcel(5);
        await _bed.HoldAsync(parcel);
        _bed.Time.Advance(TimeSpan.FromSeconds(33));
        _bed.Pushes.After = operation =>
        {
            if (operation == "update") throw MemoryTable.Failure(412);
        };

        var held = await _bed.HoldAsync(parcel);

        Assert.Equal(2, held.Row.Attempt);
        Assert.Equal(_bed.Row(parcel).ETag, held.Row.ETag);
    }

    private Task<Claim> TakeAsync(Parcel parcel) => _bed.Claims.TakeAsync(parcel, CancellationToken.None);
}
