using Azure.Data.Tables;
using PushFunctions.Storage;
using PushFunctions.Tests.Labels;

namespace PushFunctions.Tests.LabelRoutes;

/// <summary><c>POST /api/labels/reconcile</c> over storage and a far side in memory.</summary>
public sealed class ReconcileRouteTests : IDisposable
{
    private readonly LabelBed _bed = new();

    public ReconcileRouteTests()
    {
        _bed.Want("vip", LabelBed.Users(250));
        _bed.Want("well", "ada");
        _bed.Sync();
        _bed.FarSide.Labels["vip"].Remove("u00001");
        _bed.FarSide.Labels["vip"].Add("stranger");
        _bed.FarSide.Labels["theirs"] = ["bob"];
    }

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void A_dry_run_tells_what_has_drifted_and_changes_nothing()
    {
        var writes = _bed.Applied.Writes;

        var (status, body) = _bed.StartReconcile("?dryRun=true");

        Assert.Equal((200, "finished"), (status, body.State()));
        Assert.Equal(
            """[{"name":"vip","state":"compared","gone":false,"driftFound":2,"driftRepaired":0},"""
            + """{"name":"well","state":"compared","gone":false,"driftFound":0,"driftRepaired":0}]""",
            body.GetProperty("labels").GetRawText());
        Assert.Equal(
            (true, 2, 0, 1), (
                body.GetProperty("dryRun").GetBoolean(), body.GetProperty("driftFound").GetInt32(),
                body.GetProperty("driftRepaired").GetInt32(), body.GetProperty("unknownLabels").GetInt32()));
        Assert.Equal(writes, _bed.Applied.Writes);
        Assert.Contains("stranger", _bed.FarSide.MembersOf("vip"));
        var shown = _bed.GetLabel("vip").Body.GetProperty("reconcile");
        Assert.Equal((true, 2), (shown.GetProperty("dryRun").GetBoolean(), shown.GetProperty("driftFound").GetInt32()));
    }

    [Fact]
    public void What_has_drifted_is_repaired()
    {
        var (status, body) = _bed.StartReconcile();
        _bed.Drain();

        Assert.Equal((200, 2), (status, body.GetProperty("driftRepaired").GetInt32()));
        Assert.Equal(LabelBed.Users(250), _bed.FarSide.MembersOf("vip"));
        Assert.Equal(["bob"], _bed.FarSide.MembersOf("theirs"));
    }

    [Fact]
    public void A_label_that_is_gone_is_told()
    {
        _bed.FarSide.Labels.Remove("well");

        var (_, body) = _bed.StartReconcile("?dryRun=true");

        var label = body.GetProperty("labels")[1];
        Assert.Equal((true, 1), (label.GetProperty("gone").GetBoolean(), label.GetProperty("driftFound").GetInt32()));
    }

    [Fact]
    public void Who_does_not_wait_is_told_what_runs()
    {
        var (status, body) = _bed.StartReconcile("?wait=false", isWorking: false);

        Assert.Equal((202, "running", 2), (status, body.State(), body.GetProperty("pending").GetInt32()));
        _bed.Drain();
        Assert.Equal(2, _bed.GetLabel("vip").Body.GetProperty("reconcile").GetProperty("driftRepaired").GetInt32());
    }

    [Fact]
    public void One_that_lasts_is_answered_before_the_sender_gives_up()
    {
        var begun = _bed.Time.Now;

        var (status, body) = _bed.StartReconcile(isWorking: false);

        Assert.Equal((202, 2), (status, body.GetProperty("pending").GetInt32()));
        Assert.InRange(_bed.Time.Now - begun, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
    }

    [Fact]
    public void A_label_whose_members_cannot_be_listed_is_told_with_the_reason()
    {
        _bed.FarSide.Answer = (call, _) => call == "GET vip 0" ? FarSide.Refusal(500, "internal", "oh") : null;

        var (status, body) = _bed.StartReconcile();

        var label = body.GetProperty("labels")[0];
        Assert.Equal((200, "failed"), (status, label.State()));
        Assert.True(label.GetProperty("problem").GetString()!.Length > 0);
        Assert.Equal(0, body.GetProperty("driftFound").GetInt32());
    }

    [Fact]
    public void Where_the_labels_cannot_be_listed_nothing_is_begun()
    {
        _bed.FarSide.Answer = (_, _) => FarSide.Refusal(500, "internal", "oh");
        var puts = _bed.Changes.Puts.Count;

        var (status, body) = _bed.StartReconcile();

        Assert.Equal((503, "labels_not_listed"), (status, body.Code()));
        Assert.Equal(puts, _bed.Changes.Puts.Count);
    }

    [Fact]
    public void A_label_that_somebody_is_faster_to_take_is_compared_later()
    {
        var hasTaken = false;
        _bed.Labels.Before = operation =>
        {
            if (operation != "update" || hasTaken) return;
            hasTaken = true;
            _bed.Labels.UpsertEntityAsync(new TableEntity("default", "vip") { ["SyncAskedAt"] = _bed.Time.Now }).Wait();
        };

        var (status, body) = _bed.StartReconcile("?dryRun=true");

        Assert.True(hasTaken);
        Assert.Equal((200, 2), (status, body.GetProperty("driftFound").GetInt32()));
    }

    [Fact]
    public void A_label_that_is_deleted_meanwhile_is_not_waited_for()
    {
        var isDeleted = false;
        _bed.Changes.After += _ =>
        {
            if (isDeleted) return;
            isDeleted = true;
            _bed.Labels.UpsertEntityAsync(
                new TableEntity("default", "vip") { [nameof(LabelRow.DeletedAt)] = _bed.Time.Now }).Wait();
        };

        var (_, body) = _bed.StartReconcile();

        Assert.Equal(["deleted", "compared"], body.Texts("labels", "state"));
    }

    [Fact]
    public void An_app_without_labels_is_done_without_a_call()
    {
        using var bed = new LabelBed();

        var (status, body) = bed.StartReconcile();

        Assert.Equal((200, "finished", 0), (status, body.State(), body.GetProperty("labels").GetArrayLength()));
        Assert.Empty(bed.FarSide.Calls);
    }

    [Theory]
    [InlineData("?dryRun=maybe", 400, "invalid_query")]
    [InlineData("?wait=", 400, "invalid_query")]
    [InlineData("?app=nobody", 422, "unknown_app")]
    public void What_it_does_not_know_is_refused(string query, int status, string code)
    {
        var (answered, body) = _bed.StartReconcile(query);

        Assert.Equal((status, code), (answered, body.Code()));
    }
}
