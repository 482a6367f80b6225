using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

public sealed class PushLookTests : IDisposable
{
    private readonly MemoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    /// <summary>A replay died; the next one of the same round writes the same key while the watchdog looks.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_orphan_goes_unless_a_replay_has_written_it_anew(bool isWrittenAnew)
    {
        var push = Some.Draft;
        push.State = PushState.Finished;
        await _bed.Pushes.AddEntityAsync(push);
        push.Round++;
        await _bed.Index.UpsertEntityAsync(IndexRow.ForReplay(push, _bed.Time.Now));
        _bed.Time.Advance(TimeSpan.FromMinutes(6));
        var orphan = Find()!;
        if (isWrittenAnew) await _bed.Index.UpsertEntityAsync(IndexRow.ForReplay(push, _bed.Time.Now));

        await _bed.Get<PushLook>().LookAtAsync(orphan, new(null, null), CancellationToken.None);

        Assert.Equal(isWrittenAnew, Find() is not null);

        IndexRow? Find() => _bed.Index.Find<IndexRow>(IndexRow.Open, push.OpenKey);
    }
}
