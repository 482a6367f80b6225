using Azure;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Claims;

/// <summary>What was sent is not forgotten because storage does not answer for a while.</summary>
public sealed class HeldParcelOutageTests : IDisposable
{
    private readonly MemoryBed _bed = new();
    private readonly Parcel _parcel = Some.Parcel(100, 100, 50);

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task While_storage_is_away_a_write_waits(int status)
    {
        var held = await HoldAsync();
        var failures = 6;
        _bed.Pushes.Before = _ =>
        {
            if (failures-- > 0) throw MemoryTable.Failure(status);
        };

        Assert.True(await _bed.Time.RunAsync(held.WriteAsync(row => row.State = ParcelState.Settled)));

        Assert.Equal(ParcelState.Settled, _bed.Row(_parcel).State);
        Assert.InRange(_bed.Time.Now - Some.Now, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Storage_that_stays_away_for_minutes_is_a_failure()
    {
        var held = await HoldAsync();
        _bed.Pushes.Before = _ => throw MemoryTable.Failure(503);

        await Assert.ThrowsAsync<RequestFailedException>(() => _bed.Time.RunAsync(held.ProlongAsync()));

        Assert.True(_bed.Time.Now - Some.Now >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task An_answer_that_says_no_is_a_failure_at_once()
    {
        var held = await HoldAsync();
        _bed.Pushes.Before = _ => throw MemoryTable.Failure(403);

        await Assert.ThrowsAsync<RequestFailedException>(() => held.ProlongAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(412)]
    public async Task A_last_write_whose_answer_was_lost_is_there_and_not_repeated(int status)
    {
        var held = await HoldAsync();
        var writes = _bed.Pushes.Writes;
        LoseAnswers(1, status);

        Assert.True(await _bed.Time.RunAsync(held.WriteAsync(row => row.State = ParcelState.Settled)));

        Assert.Equal(writes + 1, _bed.Pushes.Writes);
        Assert.False(held.IsLost);
    }

    [Fact]
    public async Task Any_other_write_whose_answer_was_lost_is_made_again()
    {
        var held = await HoldAsync();
        LoseAnswers(2, status: 500);

        Assert.True(await _bed.Time.RunAsync(held.MarkSendingAsync(_parcel.Batches)));
        Assert.True(await held.ProlongAsync());

        Assert.Equal(ParcelState.Sending, _bed.Row(_parcel).State);
    }

    [Fact]
    public async Task Storage_that_goes_away_between_a_refusal_and_a_look_at_the_row_is_waited_for()
    {
        var held = await HoldAsync();
        await _bed.NoteAsync(held.Row.PartitionKey, held.Row.RowKey);
        var failures = 4;
        _bed.Pushes.Before = operation =>
        {
            if (operation == "get" && failures-- > 0) throw MemoryTable.Failure(503);
        };

        Assert.True(await _bed.Time.RunAsync(held.WriteAsync(row => row.State = ParcelState.Settled)));

        Assert.Equal(ParcelState.Settled, _bed.Row(_parcel).State);
    }

    [Fact]
    public async Task A_prolongation_that_is_not_written_is_none()
    {
        var held = await HoldAsync();
        _bed.Time.Advance(TimeSpan.FromSeconds(20));
        var away = true;
        _bed.Pushes.Before = _ =>
        {
            if (away) throw MemoryTable.Failure(503);
        };

        var prolonging = held.ProlongAsync();
        await _bed.Time.TimerAsync();
        Assert.False(held.HasTimeForCall);
        away = false;
        await _bed.Time.RunAsync(prolonging);

        Assert.True(held.HasTimeForCall);
    }

    private Task<HeldParcel> HoldAsync() => _bed.HoldAsync(_parcel);

    private void LoseAnswers(int count, int status) => _bed.Pushes.After = operation =>
    {
        if (operation == "update" && count-- > 0) throw MemoryTable.Failure(status);
    };
}
