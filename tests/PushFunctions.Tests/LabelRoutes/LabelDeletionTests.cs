using PushFunctions.LabelRoutes;
using PushFunctions.Storage;
using PushFunctions.Tests.Labels;

namespace PushFunctions.Tests.LabelRoutes;

/// <summary><c>DELETE /api/labels/{label}</c>, and what is put meanwhile. No timer helps.</summary>
public sealed class LabelDeletionTests : IDisposable
{
    private static readonly LabelPartition Vip = new("default", "vip");

    private readonly LabelBed _bed = new();

    public LabelDeletionTests()
    {
        _bed.PutLabel("vip", """{"description":"Our best"}""");
        _bed.Add("vip", LabelBed.Users(250));
        _bed.Drain();
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void A_label_that_is_deleted_goes_with_its_members_on_both_sides()
    {
        var (status, body) = _bed.DeleteLabel("vip");

        Assert.Equal((202, "deleting"), (status, body.State()));
        Assert.True(body.TryGetProperty("deletedAt", out _));
        _bed.Drain();
        Assert.Empty(_bed.FarSide.Labels);
        Assert.Empty(_bed.AppliedTo("vip"));
        Assert.Empty(_bed.Members.FindAll<LabelMemberRow>("vip"));
        Assert.Equal((404, 404), (_bed.GetLabel("vip").Status, _bed.DeleteLabel("vip").Status));
    }

    [Fact]
    public void Members_who_are_added_before_it_is_gone_are_a_new_label_at_once()
    {
        _bed.DeleteLabel("vip");
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(202, _bed.Add("vip", ["u00003", "zoe"]).Status);

        _bed.Drain();

        Assert.Equal(["u00003", "zoe"], _bed.FarSide.MembersOf("vip"));
        var (_, body) = _bed.GetLabel("vip");
        Assert.Equal(("synced", (2, 2, 0, 0)), (body.State(), body.Counts()));
        Assert.False(body.TryGetProperty("description", out _));
    }

    [Fact]
    public void A_label_that_is_put_before_it_is_gone_begins_anew_without_its_members()
    {
        _bed.DeleteLabel("vip");
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        var (status, put) = _bed.PutLabel("vip", """{"description":"The next"}""");

        _bed.Drain();

        Assert.Equal((201, "deleting"), (status, put.State()));
        Assert.Equal([], _bed.FarSide.MembersOf("vip"));
        Assert.Equal(["vip"], _bed.FarSide.Labels.Keys);
        var (_, body) = _bed.GetLabel("vip");
        Assert.Equal(("synced", "The next"), (body.State(), body.GetProperty("description").GetString()));
    }

    [Fact]
    public void A_timer_that_is_faster_does_not_have_it_made_again()
    {
        _bed.DeleteLabel("vip");

        _bed.Sync();

        Assert.Empty(_bed.FarSide.Labels);
        Assert.Equal(404, _bed.GetLabel("vip").Status);
    }

    [Fact]
    public void Whose_members_are_taken_when_it_goes_is_not_made_again()
    {
        _bed.DeleteLabel("vip");
        _bed.Members.After = _ =>
        {
            // Its removal ends between the request's two writes.
            _bed.Members.After = null;
            _bed.Unwant("vip", LabelBed.Users(250));
            _bed.Labels.DeleteEntityAsync("default", "vip").Wait();
        };

        Assert.Equal(202, _bed.Remove("vip", ["u00001"]).Status);

        Assert.Equal(404, _bed.GetLabel("vip").Status);
    }

    [Fact]
    public void While_the_push_service_does_not_delete_it_it_is_there()
    {
        _bed.FarSide.Answer = (call, _) => call == "DELETE vip 0" ? FarSide.Refusal(500, "internal", "oh") : null;
        _bed.DeleteLabel("vip");
        _bed.Drain();

        Assert.Equal((true, 250), (_bed.Row("vip").IsThere, _bed.Row("vip").AppliedCount));
        _bed.FarSide.Answer = (_, _) => null;
        _bed.Sync();
        Assert.Empty(_bed.FarSide.Labels);
        Assert.Equal(404, _bed.GetLabel("vip").Status);
    }

    [Fact]
    public void One_that_is_put_and_deleted_again_is_gone()
    {
        _bed.DeleteLabel("vip");
        _bed.PutLabel("vip");
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        _bed.Add("vip", ["zoe"]);
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        _bed.DeleteLabel("vip");

        _bed.Drain();

        Assert.Empty(_bed.FarSide.Labels);
        Assert.Equal(404, _bed.GetLabel("vip").Status);
    }

    [Fact]
    public void Members_count_by_storages_clock_not_by_ours()
    {
        // Storage's clock is behind ours by more than the turn takes.
        _bed.Labels.Clock = _bed.Members.Clock = new Behind(_bed.Time, TimeSpan.FromSeconds(10));
        _bed.DeleteLabel("vip");
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        _bed.Add("vip", ["zoe"]);

        _bed.Drain();

        Assert.Equal(["zoe"], _bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void Who_writes_on_the_row_meanwhile_does_not_undo_it()
    {
        var turns = 0;
        _bed.Labels.Before = operation =>
        {
            if (operation != "update" || ++turns != 2) return;
            _bed.Labels.UpsertEntityAsync(new Azure.Data.Tables.TableEntity("default", "vip") { ["Problem"] = "x" }).Wait();
        };

        Assert.Equal(202, _bed.DeleteLabel("vip").Status);

        Assert.True(_bed.Row("vip").IsDeleted);
    }

    [Fact]
    public void A_label_that_only_members_make_can_be_deleted()
    {
        _bed.Want("new", "ada");
        Assert.Equal(202, _bed.DeleteLabel("new").Status);

        _bed.Drain();

        Assert.Equal(404, _bed.GetLabel("new").Status);
        Assert.True(LabelStore.IsNew(_bed.Labels.Find<LabelRow>(Vip.App, "new")));
    }

    private sealed class Behind(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - by;
    }
}
