using System.Text.Json;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Labels;

public sealed class SyncTests : IDisposable
{
    private readonly LabelBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void Rows_with_nothing_but_keys_become_a_label_with_members()
    {
        _bed.Want("vip", LabelBed.Users(250));

        _bed.Sync();

        Assert.Equal(["POST vip 0", "POST vip 100", "POST vip 100", "POST vip 50"], _bed.FarSide.Calls.Order());
        Assert.Equal(LabelBed.Users(250), _bed.FarSide.MembersOf("vip"));
        var row = _bed.Row("vip");
        Assert.Equal((250, 250, 0, 0), (row.DesiredCount, row.AppliedCount, row.PendingCount, row.RefusedCount));
        Assert.Equal((true, "", ""), (row.IsThere, row.Problem, row.RunId));
        Assert.NotNull(row.SyncedAt);
        Assert.NotNull(row.CreatedAt);
    }

    [Fact]
    public void More_changes_than_a_message_lists_are_found_by_the_steps_themselves()
    {
        _bed.Want("big", LabelBed.Users(1_234));
        _bed.Want("small", "ada");

        _bed.Sync();

        Assert.Equal(LabelBed.Users(1_234), _bed.FarSide.MembersOf("big"));
        Assert.Equal(["ada"], _bed.FarSide.MembersOf("small"));
        Assert.Equal(1 + 13 + 2, _bed.FarSide.Calls.Count);
        Assert.Equal((1_234, 1_234, 0), Counts("big"));
    }

    [Fact]
    public void A_step_whose_time_is_over_is_followed_by_one_that_goes_on()
    {
        using var bed = new LabelBed(
            ("Labels__StepTime", "00:00:00.5"), ("Budgets__Labels__CallsPerSecond", "4"), ("Labels__LeaseTime", "00:00:20"));
        bed.Want("vip", LabelBed.Users(1_650));

        bed.Sync();

        Assert.Equal(LabelBed.Users(1_650), bed.FarSide.MembersOf("vip"));
        Assert.Equal(1 + 17, bed.FarSide.Calls.Count);
        Assert.True(bed.Changes.Puts.Count > 3, $"{bed.Changes.Puts.Count} messages");
        Assert.Equal((1_650, 1_650), (bed.Row("vip").DesiredCount, bed.Row("vip").AppliedCount));
    }

    [Fact]
    public void Listed_changes_that_are_not_all_made_in_time_are_made_by_the_next_step()
    {
        using var bed = new LabelBed(
            ("Labels__StepTime", "00:00:00.5"), ("Budgets__Labels__CallsPerSecond", "1"), ("Labels__LeaseTime", "00:00:20"));
        bed.Want("vip", LabelBed.Users(420));

        bed.Sync();

        Assert.Equal(LabelBed.Users(420), bed.FarSide.MembersOf("vip"));
        Assert.Equal(1 + 5, bed.FarSide.Calls.Count);
        Assert.Equal((420, 420), (bed.Row("vip").DesiredCount, bed.Row("vip").AppliedCount));
    }

    [Fact]
    public void Only_the_difference_is_made()
    {
        Synced("vip", LabelBed.Users(300));
        _bed.Unwant("vip", "u00007", "u00008");
        _bed.Want("vip", "zoe");

        _bed.Sync();

        Assert.Equal(["DELETE vip 2", "POST vip 1"], _bed.FarSide.Calls);
        Assert.Equal(299, _bed.FarSide.MembersOf("vip").Count);
        Assert.Equal((299, 299, 0), Counts("vip"));
    }

    [Fact]
    public void Three_of_a_hundred_who_are_refused_are_kept_with_their_reasons_and_rest_for_a_day()
    {
        var refused = new[] { "u00003", "u00050", "u00099" };
        _bed.FarSide.Refuses = user => refused.Contains(user) ? "user is not there" : null;
        _bed.Want("vip", LabelBed.Users(100));

        _bed.Sync();

        Assert.Equal(refused, Refused("vip").Select(row => row.RowKey));
        Assert.All(Refused("vip"), row => Assert.Equal("user is not there", row.Refused));
        Assert.Equal((100, 97, 0), Counts("vip"));
        Assert.Equal(3, _bed.Row("vip").RefusedCount);

        _bed.FarSide.Calls.Clear();
        _bed.Sync();
        Assert.Empty(_bed.FarSide.Calls);

        // One of them is put again, one is not wanted any more.
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
        _bed.Want("vip", "u00003");
        _bed.Unwant("vip", "u00050");
        _bed.FarSide.Refuses = _ => null;
        _bed.Sync();
        Assert.Equal(["POST vip 1"], _bed.FarSide.Calls);
        Assert.Equal(["u00099"], Refused("vip").Select(row => row.RowKey));
        Assert.Equal((1, 98), (_bed.Row("vip").RefusedCount, _bed.Row("vip").AppliedCount));

        _bed.Time.Advance(TimeSpan.FromDays(1));
        _bed.Sync();
        Assert.Equal(99, _bed.FarSide.MembersOf("vip").Count);
        Assert.Equal(0, _bed.Row("vip").RefusedCount);
    }

    [Fact]
    public void A_call_that_one_user_spoils_is_halved_until_that_one_is_alone()
    {
        _bed.FarSide.Answer = (_, users) => users.Contains("u00042")
            ? FarSide.Refusal(400, "illegal_argument", "username [u00042] is not legal")
            : null;
        _bed.Want("vip", LabelBed.Users(100));

        _bed.Sync();

        Assert.Equal(99, _bed.FarSide.MembersOf("vip").Count);
        Assert.Equal("username [u00042] is not legal", Assert.Single(Refused("vip")).Refused);
        Assert.InRange(_bed.FarSide.Calls.Count, 2, 20);
    }

    [Fact]
    public void A_label_whose_every_call_is_refused_refuses_none_of_its_users()
    {
        _bed.FarSide.Answer = (call, users) =>
            users.Count > 0 ? FarSide.Refusal(400, "illegal_argument", "not today") : null;
        _bed.Want("vip", LabelBed.Users(100));

        _bed.Sync();

        Assert.Empty(_bed.AppliedTo("vip"));
        Assert.Contains("not today", _bed.Row("vip").Problem, StringComparison.Ordinal);
        Assert.Equal("", _bed.Row("vip").RunId);

        _bed.FarSide.Answer = (_, _) => null;
        _bed.Sync();
        Assert.Equal((100, 100, 0), Counts("vip"));
        Assert.Equal("", _bed.Row("vip").Problem);
    }

    [Fact]
    public void A_failure_ends_the_run_and_the_next_makes_only_what_is_left()
    {
        var calls = 0;
        _bed.FarSide.Answer = (_, users) =>
            users.Count > 0 && ++calls == 2 ? FarSide.Refusal(500, "internal", "oh") : null;
        _bed.Want("vip", LabelBed.Users(300));

        _bed.Sync();
        var made = _bed.KnownOf("vip").Count;
        _bed.Sync();

        Assert.Equal(200, made);
        Assert.Equal(LabelBed.Users(300), _bed.FarSide.MembersOf("vip"));
        Assert.Equal(4, calls);
        Assert.Equal("", _bed.Row("vip").Problem);
    }

    [Fact]
    public void Who_is_too_fast_waits_and_makes_the_call_again()
    {
        var calls = 0;
        _bed.FarSide.Answer = (_, users) =>
            users.Count > 0 && ++calls <= 2 ? FarSide.Refusal(429, "reach_limit", "This request has reached API limit.") : null;
        _bed.Want("vip", LabelBed.Users(150));

        _bed.Sync();

        Assert.Equal(LabelBed.Users(150), _bed.FarSide.MembersOf("vip"));
        Assert.Equal(4, calls);
        Assert.Equal("", _bed.Row("vip").Problem);
    }

    [Fact]
    public void Additions_wait_for_removals_where_the_label_would_be_too_large()
    {
        using var bed = new LabelBed(("Labels__MaxMembers", "700"));
        bed.Want("vip", LabelBed.Users(700, "old"));
        bed.Sync();
        bed.Unwant("vip", LabelBed.Users(700, "old"));
        bed.Want("vip", LabelBed.Users(650, "new"));
        var most = 0;
        bed.FarSide.InTheAir = _ =>
        {
            most = Math.Max(most, bed.FarSide.MembersOf("vip").Count);
            return Task.CompletedTask;
        };

        bed.Sync();

        Assert.Equal(LabelBed.Users(650, "new"), bed.FarSide.MembersOf("vip"));
        Assert.InRange(most, 1, 700);
        Assert.Equal(1 + 7 + 7 + 7, bed.FarSide.Calls.Count);
    }

    [Fact]
    public void Beyond_the_limit_the_first_by_name_are_synced_and_the_rest_counted()
    {
        using var bed = new LabelBed(("Labels__MaxMembers", "10"));
        bed.Want("vip", LabelBed.Users(13));
        bed.Sync();
        Assert.Equal(LabelBed.Users(10), bed.FarSide.MembersOf("vip"));
        Assert.Equal((13, 10, 3), (bed.Row("vip").DesiredCount, bed.Row("vip").AppliedCount, bed.Row("vip").OverLimit));

        bed.Want("vip", "ada");
        bed.Sync();

        Assert.Equal(["ada", .. LabelBed.Users(9)], bed.FarSide.MembersOf("vip"));
        Assert.Equal(4, bed.Row("vip").OverLimit);
    }

    [Fact]
    public void A_label_that_is_there_keeps_its_room_and_others_take_theirs_by_name()
    {
        using var bed = new LabelBed(("Labels__MaxLabels", "2"));
        bed.Want("zebra", "ada");
        bed.Sync();
        bed.Want("bear", "ada");
        bed.Want("ant", "ada");

        bed.Sync();

        Assert.Equal(["ant", "zebra"], bed.FarSide.Labels.Keys.Order());
        Assert.Equal((true, false), (bed.Row("bear").IsOverLabelLimit, bed.Row("ant").IsOverLabelLimit));

        var writes = bed.Writes;
        bed.Sync();
        Assert.Equal(writes, bed.Writes);
    }

    [Fact]
    public void Rows_that_name_nobody_take_no_labels_room()
    {
        using var bed = new LabelBed(("Labels__MaxLabels", "1"));
        bed.Want("ant", "Ada");
        bed.Want("vip", "bob");

        bed.Sync();

        Assert.Equal(["vip"], bed.FarSide.Labels.Keys);
        Assert.Equal((1, false), (bed.Row("ant").BadKeyCount, bed.Row("vip").IsOverLabelLimit));
    }

    [Fact]
    public void Another_spelling_is_told_on_the_label_and_not_synced()
    {
        _bed.Want("VIP", "ada");
        _bed.Want("vip", "bob");
        _bed.Want("Loud", "ada");

        _bed.Sync();

        Assert.Equal(["vip"], _bed.FarSide.Labels.Keys);
        Assert.Equal(["bob"], _bed.FarSide.MembersOf("vip"));
        Assert.Equal(("VIP", "Loud"), (_bed.Row("vip").NameConflict, _bed.Row("loud").NameConflict));
        Assert.Null(_bed.Row("loud").CreatedAt);

        var writes = _bed.Writes;
        _bed.Sync();
        Assert.Equal(writes, _bed.Writes);

        _bed.Unwant("VIP", "ada");
        _bed.Unwant("Loud", "ada");
        _bed.Sync();
        Assert.Equal("", _bed.Row("vip").NameConflict);
        Assert.Null(_bed.Labels.Find<LabelRow>("default", "loud"));
    }

    [Fact]
    public void Rows_that_name_nobody_are_counted_and_the_first_named()
    {
        _bed.Want("vip", "Ada", "bob", "c d", "é", new string('x', 80), "Z1", "Z2", "Z3");

        _bed.Sync();

        Assert.Equal(["bob"], _bed.FarSide.MembersOf("vip"));
        Assert.Equal((1, 7), (_bed.Row("vip").DesiredCount, _bed.Row("vip").BadKeyCount));
        Assert.Equal(
            ["Ada", "Z1", "Z2", "Z3", "c d"], JsonSerializer.Deserialize<List<string>>(_bed.Row("vip").BadKeys)!);
    }

    [Fact]
    public void Partitions_that_are_no_labels_of_ours_keep_nobody_waiting()
    {
        _bed.Want("no label", LabelBed.Users(3));
        _bed.Want("other|vip", "ada");
        _bed.Want("vip", "bob");

        _bed.Sync();

        Assert.Equal(["vip"], _bed.FarSide.Labels.Keys);
    }

    [Fact]
    public void A_label_without_members_that_was_put_is_created()
    {
        _bed.Put(new() { PartitionKey = "default", RowKey = "empty", CreatedAt = _bed.Time.Now, Description = "Nobody yet" });

        _bed.Sync();
        _bed.Sync();

        Assert.Equal(["POST empty 0"], _bed.FarSide.Calls);
        Assert.True(_bed.Row("empty").IsThere);
    }

    [Fact]
    public void A_label_that_exists_already_is_taken_as_created()
    {
        _bed.FarSide.Labels["vip"] = [];
        _bed.Want("vip", "ada");

        _bed.Sync();

        Assert.Equal(["POST vip 0", "GET vip 0", "POST vip 1"], _bed.FarSide.Calls);
    }

    [Fact]
    public void A_label_that_is_deleted_goes_on_both_sides_with_the_members_put_before()
    {
        Synced("vip", LabelBed.Users(250));
        var row = _bed.Row("vip");
        row.DeletedAt = _bed.Time.Now;
        _bed.Put(row);

        _bed.Sync();

        Assert.Equal(["DELETE vip 0"], _bed.FarSide.Calls);
        Assert.Empty(_bed.FarSide.Labels);
        Assert.Empty(_bed.AppliedTo("vip"));
        Assert.Empty(_bed.Members.FindAll<LabelMemberRow>("vip"));
        Assert.Null(_bed.Labels.Find<LabelRow>("default", "vip"));
    }

    [Fact]
    public void Members_put_after_a_label_was_deleted_are_a_new_one()
    {
        Synced("vip", LabelBed.Users(5));
        var row = _bed.Row("vip");
        row.DeletedAt = _bed.Time.Now;
        _bed.Put(row);
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        _bed.Want("vip", "late");

        _bed.Sync();
        _bed.Sync();

        Assert.Equal(["late"], _bed.FarSide.MembersOf("vip"));
        Assert.Equal(["late"], _bed.KnownOf("vip"));
    }

    [Fact]
    public void A_label_that_was_removed_behind_our_back_is_created_again_with_all_its_members()
    {
        Synced("vip", LabelBed.Users(650));
        _bed.FarSide.Labels.Clear();
        _bed.Want("vip", "zoe");

        _bed.Sync();

        Assert.Equal([.. LabelBed.Users(650), "zoe"], _bed.FarSide.MembersOf("vip"));
        Assert.Equal((651, 651, 0), Counts("vip"));
    }

    [Fact]
    public void What_was_read_long_before_its_call_is_read_again()
    {
        Synced("vip", LabelBed.Users(3));
        _bed.Want("vip", "late", "zoe");
        _bed.Unwant("vip", "u00001", "u00002");
        _bed.Run(() => _bed.Get<SyncPlanner>().HandleAsync(CancellationToken.None));
        // The message lies on its queue for two minutes; meanwhile two change their minds.
        _bed.Time.Advance(TimeSpan.FromMinutes(2));
        _bed.Unwant("vip", "late");
        _bed.Want("vip", "u00002");

        _bed.Run(_bed.DrainAsync);

        Assert.Equal(["DELETE vip 1", "POST vip 1"], _bed.FarSide.Calls);
        Assert.Equal(["u00000", "u00002", "zoe"], _bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void A_run_that_was_overtaken_changes_nothing()
    {
        _bed.Want("vip", "ada");
        _bed.Run(() => _bed.Get<SyncPlanner>().HandleAsync(CancellationToken.None));
        var old = Assert.Single(_bed.Changes.Puts);
        _bed.Time.Advance(TimeSpan.FromMinutes(4));
        _bed.Sync();
        _bed.Unwant("vip", "ada");
        _bed.Sync();
        _bed.FarSide.Calls.Clear();

        _bed.Run(() => _bed.HandleAsync(old));

        Assert.Empty(_bed.FarSide.Calls);
        Assert.Empty(_bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void While_a_run_holds_a_label_no_other_begins()
    {
        _bed.Want("vip", "ada");

        _bed.Run(() => _bed.Get<SyncPlanner>().HandleAsync(CancellationToken.None));
        _bed.Run(() => _bed.Get<SyncPlanner>().HandleAsync(CancellationToken.None));

        Assert.Single(_bed.Changes.Puts);
    }

    [Fact]
    public void A_message_that_cannot_be_read_is_set_aside()
    {
        _bed.Run(() => _bed.HandleAsync(new("{\"v\":9}", null, null)));
        _bed.Run(() => _bed.HandleAsync(new(
            """{"v":1,"kind":"sync","app":"default","label":"a/b"}""", null, null)));

        Assert.NotEmpty(_bed.DeadLetters.FindAll<DeadLetterRow>(""));
        Assert.Empty(_bed.FarSide.Calls);
    }

    private (int Desired, int Applied, int Pending) Counts(string label) =>
        (_bed.Row(label).DesiredCount, _bed.Row(label).AppliedCount, _bed.Row(label).PendingCount);

    private IReadOnlyList<LabelAppliedRow> Refused(string label) =>
        [.. _bed.AppliedTo(label).Where(row => row.Refused is not null).OrderBy(row => row.RowKey, StringComparer.Ordinal)];

    private void Synced(string label, IReadOnlyList<string> users)
    {
        _bed.Want(label, users);
        _bed.Sync();
        Assert.Equal(users, _bed.FarSide.MembersOf(label));
        _bed.FarSide.Calls.Clear();
    }
}
