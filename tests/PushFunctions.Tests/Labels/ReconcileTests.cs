using PushFunctions.Labels;

namespace PushFunctions.Tests.Labels;

public sealed class ReconcileTests : IDisposable
{
    private readonly LabelBed _bed = new();

    public ReconcileTests()
    {
        _bed.Want("vip", LabelBed.Users(250));
        _bed.Sync();
        _bed.FarSide.Calls.Clear();
    }

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void What_changed_behind_our_back_is_found_and_made_as_it_is_wanted()
    {
        _bed.FarSide.Labels["vip"].RemoveAll(user => user is "u00001" or "u00200");
        _bed.FarSide.Labels["vip"].Add("stranger");

        _bed.Reconcile();

        Assert.Equal(LabelBed.Users(250), _bed.FarSide.MembersOf("vip"));
        Assert.Equal(LabelBed.Users(250), _bed.KnownOf("vip"));
        Assert.Equal((3, 3), (_bed.Row("vip").DriftFound, _bed.Row("vip").DriftRepaired));
        // The labels, three pages of members, and both changes.
        Assert.Equal(1 + 3 + 2, _bed.FarSide.Calls.Count);
    }

    [Fact]
    public void Where_nothing_has_drifted_only_the_reports_are_written()
    {
        var writes = _bed.Applied.Writes;

        _bed.Reconcile();

        Assert.Equal((0, 0), (_bed.Row("vip").DriftFound, _bed.Row("vip").DriftRepaired));
        Assert.Equal(_bed.Time.Now, _bed.Row("vip").ReconciledAt!.Value, TimeSpan.FromSeconds(5));
        Assert.Equal(writes, _bed.Applied.Writes);
        Assert.All(_bed.FarSide.Calls, call => Assert.StartsWith("GET", call, StringComparison.Ordinal));
    }

    [Fact]
    public void A_dry_run_only_counts()
    {
        _bed.FarSide.Labels["vip"].Remove("u00001");

        _bed.Reconcile(isDryRun: true);

        Assert.Equal((1, 0), (_bed.Row("vip").DriftFound, _bed.Row("vip").DriftRepaired));
        Assert.Equal(249, _bed.FarSide.MembersOf("vip").Count);
        Assert.Equal(250, _bed.KnownOf("vip").Count);
    }

    [Fact]
    public void A_label_that_is_gone_is_created_again_and_one_of_others_left_alone()
    {
        _bed.FarSide.Labels.Clear();
        _bed.FarSide.Labels["theirs"] = ["ada"];

        _bed.Reconcile();

        Assert.Equal(LabelBed.Users(250), _bed.FarSide.MembersOf("vip"));
        Assert.Equal(["ada"], _bed.FarSide.MembersOf("theirs"));
        Assert.Equal((250, 250), (_bed.Row("vip").DriftFound, _bed.Row("vip").DriftRepaired));
    }

    [Fact]
    public void A_label_that_was_gone_and_is_made_again_by_then_is_compared_as_it_is()
    {
        var members = _bed.FarSide.Labels["vip"];
        _bed.FarSide.Labels.Clear();
        _bed.Run(() => _bed.Get<ReconcilePlanner>().HandleAsync(isDryRun: false, CancellationToken.None));
        _bed.FarSide.Labels["vip"] = members;

        _bed.Run(_bed.DrainAsync);

        Assert.Equal((0, true), (_bed.Row("vip").DriftFound, _bed.Row("vip").IsThere));
        Assert.DoesNotContain(_bed.FarSide.Calls, call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void However_long_drift_takes_to_note_the_label_stays_held()
    {
        _bed.FarSide.Labels["vip"].Clear();
        _bed.Run(() => _bed.Get<ReconcilePlanner>().HandleAsync(isDryRun: false, CancellationToken.None));
        List<bool> held = [];
        _bed.Applied.Before = operation =>
        {
            if (operation != "query") held.Add(_bed.Row("vip").IsHeld(_bed.Time.Now));
        };
        _bed.Applied.After = operation =>
        {
            if (operation != "query") _bed.Time.Advance(TimeSpan.FromSeconds(100));
        };

        _bed.Run(() => _bed.HandleAsync(_bed.Changes.Puts[^1]));

        Assert.Equal([true, true, true], held);
        Assert.Equal((250, 250), (_bed.Row("vip").DriftFound, _bed.Row("vip").DriftRepaired));
    }

    [Fact]
    public void Who_was_refused_and_is_there_after_all_is_a_member()
    {
        _bed.FarSide.Refuses = user => user == "zoe" ? "no" : null;
        _bed.Want("vip", "zoe");
        _bed.Sync();
        _bed.FarSide.Labels["vip"].Add("zoe");

        _bed.Reconcile();

        Assert.Contains("zoe", _bed.KnownOf("vip"));
        Assert.Equal(0, _bed.Row("vip").RefusedCount);
    }

    [Fact]
    public void A_label_that_is_being_synced_is_compared_when_that_is_done()
    {
        _bed.Want("vip", "zoe");
        _bed.Run(() => _bed.Get<SyncPlanner>().HandleAsync(CancellationToken.None));
        var held = _bed.Row("vip").RunId;
        _bed.Run(async () =>
        {
            await _bed.Get<ReconcilePlanner>().HandleAsync(isDryRun: false, CancellationToken.None);
            // The reconcile's message comes first.
            await _bed.HandleAsync(_bed.Changes.Puts[^1]);
        });
        Assert.Equal(held, _bed.Row("vip").RunId);

        _bed.Run(_bed.DrainAsync);

        Assert.Contains("zoe", _bed.FarSide.MembersOf("vip"));
        Assert.Equal(0, _bed.Row("vip").DriftFound);
        Assert.NotNull(_bed.Row("vip").ReconciledAt);
    }

    [Fact]
    public void A_list_that_fails_changes_nothing_and_lets_the_label_go()
    {
        _bed.FarSide.Answer = (call, _) =>
            call == "GET vip 0" ? FarSide.Refusal(500, "internal", "oh") : null;

        _bed.Reconcile();

        Assert.Equal(250, _bed.KnownOf("vip").Count);
        Assert.Equal((null, ""), (_bed.Row("vip").ReconciledAt, _bed.Row("vip").RunId));
    }
}
