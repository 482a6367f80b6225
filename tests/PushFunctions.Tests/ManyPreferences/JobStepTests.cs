using PushFunctions.ManyPreferences;
using PushFunctions.Storage;
using PushFunctions.Tests.Preferences;

namespace PushFunctions.Tests.ManyPreferences;

/// <summary>The messages of a job: that come again, that are lost, that nobody can read; and its end.</summary>
public sealed class JobStepTests : IDisposable
{
    private readonly PreferenceBed _bed = new(("Retry__Jitter", "0"));

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void A_message_that_comes_again_does_nothing()
    {
        _bed.Run(async () =>
        {
            await _bed.BeginAsync(PreferenceBed.Lines(10, "\"language\":\"de\""));
            Assert.True(_bed.TryTake(out var put, out _));
            await _bed.HandleAsync(put);
            await _bed.HandleAsync(put);
        });

        Assert.Equal(10, _bed.FarSide.Calls.Count);
    }

    [Fact]
    public void A_step_that_dies_is_done_by_another_when_its_time_is_over()
    {
        string id = "";
        _bed.Run(async () =>
        {
            id = await _bed.BeginAsync(PreferenceBed.Lines(300, "\"language\":\"de\""));
            Assert.True(_bed.TryTake(out var lost, out _));
            // It has been taken, and whoever took it is dead.
            var job = await _bed.Get<PreferenceJobs>().FindAsync(id, CancellationToken.None);
            job!.Until = _bed.Time.Now + TimeSpan.FromMinutes(1);
            Assert.True(await _bed.Get<PreferenceJobs>().TryWriteAsync(job));
            await _bed.HandleAsync(lost);
            Assert.Empty(_bed.FarSide.Calls);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
            Assert.False(_bed.TryTake(out _, out _));

            await Task.Delay(TimeSpan.FromMinutes(2), _bed.Time, CancellationToken.None);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
            await _bed.DrainAsync();
        });

        Assert.Equal(300, _bed.FarSide.Calls.Count);
        Assert.Equal("finished", _bed.View(id).State);
    }

    [Fact]
    public void What_has_ended_goes_when_its_time_is_over()
    {
        var id = _bed.Set("""{"user":"ada","mode":"none"}""");

        _bed.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromDays(34), _bed.Time, CancellationToken.None);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
            Assert.NotNull(await _bed.Get<PreferenceJobs>().FindAsync(id, CancellationToken.None));
            await Task.Delay(TimeSpan.FromDays(2), _bed.Time, CancellationToken.None);
            await _bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
        });

        Assert.Empty(_bed.Table.FindAll<PreferencePartRow>(id));
        Assert.Null(_bed.Table.Find<PreferenceJobRow>(id, PreferenceJobRow.Key));
    }

    [Fact]
    public void A_message_that_cannot_be_read_is_set_aside()
    {
        _bed.Run(() => _bed.Get<ApplyHandler>().HandleAsync("m1", BinaryData.FromString("{}"), CancellationToken.None));

        Assert.NotEmpty(_bed.DeadLetters.FindAll<DeadLetterRow>(DeadLetterRow.NoApp));
    }
}
