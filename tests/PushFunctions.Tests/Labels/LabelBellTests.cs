using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Labels;

public sealed class LabelBellTests : IDisposable
{
    private static readonly LabelPartition Vip = new("default", "vip");

    private readonly LabelBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void Changes_of_some_seconds_are_one_sync()
    {
        for (var number = 0; number < 5; number++)
        {
            _bed.Want("vip", $"u{number}");
            Ring();
            _bed.Time.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(_bed.Changes.Puts).Wait);
        _bed.Run(_bed.DrainAsync);

        Assert.Equal(["POST vip 0", "POST vip 5"], _bed.FarSide.Calls);
    }

    [Fact]
    public void A_change_after_the_sync_has_begun_asks_again()
    {
        _bed.Want("vip", "ada");
        Ring();
        _bed.Run(_bed.DrainAsync);
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        _bed.Want("vip", "bob");
        Ring();
        _bed.Run(_bed.DrainAsync);

        Assert.Equal(["ada", "bob"], _bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void A_sync_that_a_timer_has_made_meanwhile_is_not_made_again()
    {
        _bed.Want("vip", "ada");
        Ring();
        _bed.Time.Advance(TimeSpan.FromSeconds(4));
        _bed.Run(() => _bed.Get<SyncPlanner>().HandleAsync(CancellationToken.None));
        _bed.Run(_bed.DrainAsync);

        Assert.Equal(["POST vip 0", "POST vip 1"], _bed.FarSide.Calls);
        Assert.Equal(2, _bed.Changes.Puts.Count(put => put.Text.Contains("vip", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_label_beyond_the_apps_limit_is_left_to_the_timer_which_tells_so()
    {
        using var bed = new LabelBed(("Labels__MaxLabels", "1"));
        bed.Want("ant", "ada");
        bed.Sync();
        bed.Want("vip", "ada");
        bed.Run(() => bed.Get<LabelBell>().RingAsync(Vip, CancellationToken.None));
        bed.Run(bed.DrainAsync);
        Assert.False(bed.Row("vip").IsThere);

        bed.Sync();

        Assert.True(bed.Row("vip").IsOverLabelLimit);
        Assert.Equal(["ant"], bed.FarSide.Labels.Keys);
    }

    private void Ring() => _bed.Run(() => _bed.Get<LabelBell>().RingAsync(Vip, CancellationToken.None));
}
