using Azure;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Claims;

public sealed class HeldParcelTests : IDisposable
{
    private readonly MemoryBed _bed = new();
    private readonly Parcel _parcel = Some.Parcel(100, 100, 50);

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Prolonging_holds_it_for_a_full_time_from_now()
    {
        var held = await HoldAsync();
        _bed.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.True(await held.ProlongAsync());

        Assert.Equal(_bed.Time.Now + TimeSpan.FromSeconds(32), _bed.Row(_parcel).Until);
        Assert.Equal(ParcelState.Claimed, _bed.Row(_parcel).State);
    }

    [Fact]
    public async Task Calls_are_marked_with_what_is_known_before_they_are_made()
    {
        var held = await HoldAsync();
        held.Book[0] = Some.Accepted;
        held.CountCall();

        await held.MarkSendingAsync([_parcel.Batches[1], _parcel.Batches[2]]);

        var row = _bed.Row(_parcel);
        Assert.Equal((ParcelState.Sending, 1), (row.State, row.Calls));
        Assert.Equal([1, 2], row.ReadSent());
        Assert.Equal(Some.Accepted, row.ReadOutcomes()[0]);
    }

    [Fact]
    public async Task Giving_back_keeps_outcomes_and_doubles()
    {
        var held = await HoldAsync();
        await held.MarkSendingAsync(_parcel.Batches);
        held.Book[7] = Some.Retrying;
        held.Book.MarkPossiblyTwice(7);

        Assert.True(await held.ReleaseAsync(Some.Now.AddHours(1)));

        var row = _bed.Row(_parcel);
        Assert.Equal((ParcelState.Released, Some.Now.AddHours(1), 1), (row.State, row.Until, row.PossiblyTwice));
        Assert.Null(row.Sent);
        Assert.Equal(Some.Retrying, row.ReadOutcomes()[7]);
    }

    [Fact]
    public async Task Abandoning_a_retry_counts_nobody_whom_the_earlier_parcel_counts()
    {
        var held = await HoldAsync();
        await held.WriteAsync(row => row.TwiceBefore = 2);
        foreach (var user in (int[])[7, 8, 9]) held.Book.MarkPossiblyTwice(user);

        await held.AbandonAsync();

        Assert.Equal(1, _bed.Row(_parcel).PossiblyTwice);
    }

    [Theory]
    [InlineData("prolong")]
    [InlineData("mark")]
    [InlineData("release")]
    [InlineData("write")]
    public async Task Once_taken_over_it_writes_nothing_more(string what)
    {
        var held = await HoldAsync();
        await _bed.ChangeAsync(_parcel, row => (row.Owner, row.Attempt) = ("other", 2));
        var etag = _bed.Row(_parcel).ETag;

        Assert.False(await WriteAsync(held, what));
        Assert.True(held.IsLost);
        Assert.False(await WriteAsync(held, what));

        Assert.Equal(etag, _bed.Row(_parcel).ETag);
        Assert.False(held.HasTimeForCall);
    }

    [Fact]
    public async Task A_row_that_was_removed_is_lost()
    {
        var held = await HoldAsync();
        await _bed.Pushes.DeleteEntityAsync(held.Row.PartitionKey, held.Row.RowKey, ETag.All);

        Assert.False(await held.ProlongAsync());
        Assert.True(held.IsLost);
    }

    [Fact]
    public async Task The_watchdogs_note_does_not_make_it_lost()
    {
        var held = await HoldAsync();
        await _bed.NoteAsync(held.Row.PartitionKey, held.Row.RowKey);

        Assert.True(await held.WriteAsync(row => row.State = ParcelState.Settled));

        Assert.Equal(ParcelState.Settled, _bed.Row(_parcel).State);
    }

    [Fact]
    public async Task A_call_begins_only_when_it_surely_ends_within_the_claim()
    {
        var held = await HoldAsync();

        Assert.True(held.HasTimeForCall);
        _bed.Time.Advance(TimeSpan.FromSeconds(17.9));
        Assert.True(held.HasTimeForCall);
        _bed.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(held.HasTimeForCall);
        await held.ProlongAsync();

        Assert.True(held.HasTimeForCall);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clock_that_is_set_back_lets_no_call_outlive_the_claim(bool isProlonged)
    {
        var held = await HoldAsync();
        if (isProlonged) await held.ProlongAsync();
        _bed.Time.Advance(TimeSpan.FromSeconds(18));

        _bed.Time.SetBack(TimeSpan.FromSeconds(5));

        Assert.False(held.HasTimeForCall);
        await held.ProlongAsync();
        Assert.True(held.HasTimeForCall);
    }

    [Fact]
    public async Task Tries_of_a_retry_parcel_are_those_of_its_plan()
    {
        var parcel = Some.Parcel(3) with { Row = LedgerKey.Retry(0), Urgency = Urgency.Retry };
        await _bed.Pushes.AddEntityAsync(new ParcelRow
        {
            PartitionKey = Some.PushId,
            RowKey = parcel.Row,
            State = ParcelState.Planned,
            Count = 3,
            Layout = Some.Bytes(new[] { new RetryBatch(0, 3, [[1, 2], [4, 1]]) }),
        });

        var held = await _bed.HoldAsync(parcel);

        Assert.Equal([1, 1, 4], Enumerable.Range(0, 3).Select(held.TriesOf));
    }

    [Fact]
    public async Task Users_are_counted_over_the_batches()
    {
        var held = await HoldAsync();

        Assert.Equal([0, 100, 200], _parcel.Batches.Select(batch => _parcel.PositionsOf(batch).First()));
        Assert.Equal(Enumerable.Range(0, 250), _parcel.Batches.SelectMany(_parcel.PositionsOf));
        Assert.All(Enumerable.Range(0, 250), user => Assert.Equal(0, held.TriesOf(user)));
    }

    private Task<HeldParcel> HoldAsync() => _bed.HoldAsync(_parcel);

    private Task<bool> WriteAsync(HeldParcel held, string what) => what switch
    {
        "prolong" => held.ProlongAsync(),
        "mark" => held.MarkSendingAsync(_parcel.Batches),
        "release" => held.ReleaseAsync(Some.Now),
        _ => held.WriteAsync(row => row.State = ParcelState.Settled),
    };
}
