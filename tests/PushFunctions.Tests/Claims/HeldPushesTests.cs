using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Claims;

public sealed class HeldPushesTests
{
    private readonly ManualTime _time = new();
    private readonly MemoryTable _pushes = new();
    private readonly MemoryTable _index = new();
    private readonly HeldPushes _held;

    public HeldPushesTests()
    {
        var storage = Memory.Clients(_pushes, _index);
        _held = new(storage, new(storage, Memory.Queues(new())), _time, NullLogger<HeldPushes>.Instance);
    }

    [Fact]
    public async Task Asking_before_each_call_reads_the_names_every_two_seconds_and_no_push()
    {
        var (queries, reads) = (0, 0);
        _index.Before = _ => queries++;
        _pushes.Before = _ => reads++;

        for (var call = 0; call < 200; call++)
        {
            Assert.Equal(Hold.None, await FindAsync());
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.InRange(queries, 3, 6);
        Assert.Equal(0, reads);
    }

    [Theory]
    [InlineData(PushState.Paused, false, Hold.Paused)]
    [InlineData(PushState.Sending, true, Hold.Cancelled)]
    [InlineData(PushState.Sending, false, Hold.None)]
    public async Task The_row_of_a_push_that_is_named_decides(PushState state, bool isCancelled, Hold hold)
    {
        var push = Some.Push(100);
        (push.State, push.CancelledAt) = (state, isCancelled ? Some.Now : null);
        await _pushes.AddEntityAsync(push);
        await _index.AddEntityAsync(IndexRow.ForHeld(push, Some.Now));

        Assert.Equal(hold, await _held.FindAsync(push.PushId, CancellationToken.None));
    }

    [Fact]
    public async Task A_push_that_is_paused_is_known_within_four_seconds()
    {
        await FindAsync();
        var push = Some.Push(100);
        push.State = PushState.Paused;
        await _pushes.AddEntityAsync(push);
        await _index.AddEntityAsync(IndexRow.ForHeld(push, Some.Now));
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(Hold.Paused, await _held.FindAsync(push.PushId, CancellationToken.None));
    }

    [Fact]
    public async Task While_storage_is_away_who_was_held_stays_held()
    {
        var push = Some.Push(100);
        push.State = PushState.Paused;
        await _pushes.AddEntityAsync(push);
        await _index.AddEntityAsync(IndexRow.ForHeld(push, Some.Now));
        await _held.FindAsync(push.PushId, CancellationToken.None);
        _index.Before = _ => throw MemoryTable.Failure(503);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Hold.Paused, await _held.FindAsync(push.PushId, CancellationToken.None));
    }

    private ValueTask<Hold> FindAsync() => _held.FindAsync(Some.PushId, CancellationToken.None);
}
