using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Claims;

public sealed class PushStallTests : IDisposable
{
    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(PushState.Sending, true)]
    [InlineData(PushState.Finished, false)]
    public async Task A_push_goes_on_unless_it_has_ended(PushState state, bool goesOn)
    {
        var push = Some.Push(3);
        push.BeginThrottled(Some.Now, Some.Now);
        push.State = state;
        await _bed.Pushes.AddEntityAsync(push);
        var held = await _bed.HoldAsync(Some.Parcel(3));
        _bed.Time.Advance(TimeSpan.FromHours(2));

        await _bed.Get<PushStall>().LiftAsync(held, Some.Now);

        var row = _bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!;
        Assert.Equal(goesOn, row.ThrottledSince is null);
        Assert.Equal(goesOn ? "sending" : "stalled", row.ReadTimeline()[^1].What);
    }
}
