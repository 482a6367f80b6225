using PushFunctions.Tests.Labels;

namespace PushFunctions.Tests.LabelRoutes;

/// <summary><c>/api/labels</c> over storage and a far side in memory.</summary>
public sealed class LabelRouteTests : IDisposable
{
    private readonly LabelBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void A_label_that_is_put_is_created_at_the_far_side_without_members()
    {
        var (status, body) = _bed.PutLabel("vip", """{"description":"Our best"}""");

        Assert.Equal((201, "waiting", "Our best"), (status, body.State(), body.GetProperty("description").GetString()));
        _bed.Drain();
        Assert.Equal(["vip"], _bed.FarSide.Labels.Keys);
        var (shown, label) = _bed.GetLabel("vip");
        Assert.Equal((200, "synced", (0, 0, 0, 0)), (shown, label.State(), label.Counts()));
        Assert.True(label.TryGetProperty("lastSync", out _));
    }

    [Fact]
    public void A_description_that_the_far_side_cannot_change_is_kept_with_a_warning()
    {
        _bed.PutLabel("vip", """{"description":"Our best"}""");
        _bed.Drain();

        var (status, body) = _bed.PutLabel("vip", """{"description":"All of them"}""");
        var (_, again) = _bed.PutLabel("vip", """{"description":"All of them"}""");
        var (_, without) = _bed.PutLabel("vip");

        Assert.Equal((200, "All of them"), (status, body.GetProperty("description").GetString()));
        Assert.Contains("cannot change", Assert.Single(body.Texts("warnings")), StringComparison.Ordinal);
        Assert.False(again.TryGetProperty("warnings", out _));
        Assert.False(without.TryGetProperty("description", out _));
    }

    [Theory]
    [InlineData("{", "malformed_json", null)]
    [InlineData("[]", "invalid_label", "")]
    [InlineData("""{"description":5}""", "invalid_label", "/description")]
    [InlineData("""{"name":"vip"}""", "invalid_label", "/name")]
    [InlineData("""{"description":"a","description":"b"}""", "malformed_json", null)]
    public void What_is_no_label_is_refused_by_its_place_and_nothing_is_written(string body, string code, string? path)
    {
        var (status, problem) = _bed.PutLabel("vip", body);

        Assert.Equal((400, code), (status, problem.Code()));
        if (path is not null) Assert.Equal(path, problem.Paths());
        Assert.Equal((0, 0), (_bed.Labels.Writes, _bed.Changes.Puts.Count));
    }

    [Fact]
    public void A_description_has_255_characters_at_most()
    {
        Assert.Equal(201, _bed.PutLabel("a", $$"""{"description":"{{new string('x', 255)}}"}""").Status);
        var (status, problem) = _bed.PutLabel("b", $$"""{"description":"{{new string('x', 256)}}"}""");

        Assert.Equal((400, "/description"), (status, problem.Paths()));
        Assert.Equal(413, _bed.PutLabel("b", $$"""{"description":"{{new string('x', 20_000)}}"}""").Status);
    }

    [Theory]
    [InlineData("VIP", "'vip'")]
    [InlineData("a b", "1 to 64")]
    [InlineData("..", "1 to 64")]
    [InlineData("a|b", "1 to 64")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "1 to 64")]
    public void A_name_that_no_label_can_have_is_refused_with_the_rule(string name, string said)
    {
        var (put, refused) = _bed.PutLabel(name);
        var (added, _) = _bed.Add(name, ["ada"]);
        var (got, missing) = _bed.GetLabel(name);

        Assert.Equal((400, 400, 404), (put, added, got));
        Assert.Equal(("invalid_label", "label_not_found"), (refused.Code(), missing.Code()));
        Assert.Contains(said, refused.Detail(), StringComparison.Ordinal);
        Assert.Contains(said, missing.Detail(), StringComparison.Ordinal);
        Assert.Equal(0, _bed.Writes);
    }

    [Fact]
    public void A_label_that_nobody_knows_is_not_found()
    {
        Assert.All(
            [
                _bed.GetLabel("vip"), _bed.DeleteLabel("vip"), _bed.ListMembers("vip"), _bed.Remove("vip", ["ada"]),
                _bed.GetMember("vip", "ada"), _bed.DeleteMember("vip", "ada"),
            ],
            answer => Assert.Equal((404, "label_not_found"), (answer.Status, answer.Body.Code())));
        Assert.Equal(0, _bed.Writes);
    }

    [Fact]
    public void A_label_that_only_its_members_make_is_shown_before_any_sync()
    {
        _bed.Want("vip", LabelBed.Users(3));

        var (status, body) = _bed.GetLabel("vip");

        Assert.Equal((200, "waiting", (3, 0, 3, 0)), (status, body.State(), body.Counts()));
        Assert.Equal(0, _bed.Labels.Writes);
    }

    [Fact]
    public void Counts_are_of_now_for_one_label_and_of_the_last_sync_in_the_list()
    {
        _bed.Want("vip", LabelBed.Users(250));
        _bed.Sync();
        _bed.Unwant("vip", "u00007", "u00008");
        _bed.Want("vip", "zoe");

        var (_, label) = _bed.GetLabel("vip");
        var (_, list) = _bed.ListLabels();

        Assert.Equal(("now", "waiting", (249, 250, 3, 0)), (Counted(label), label.State(), label.Counts()));
        var listed = list.GetProperty("labels")[0];
        Assert.Equal(("lastSync", (250, 250, 0, 0)), (Counted(listed), listed.Counts()));
        Assert.False(listed.TryGetProperty("refused", out _));
    }

    [Fact]
    public void A_label_with_very_many_members_is_not_counted_for_each_answer()
    {
        _bed.Want("vip", LabelBed.Users(3));
        _bed.Put(new() { PartitionKey = "default", RowKey = "vip", IsThere = true, DesiredCount = 25_001 });
        var read = _bed.Members.RowsQueried;

        var (_, body) = _bed.GetLabel("vip");

        Assert.Equal(("lastSync", 25_001), (Counted(body), body.GetProperty("desiredCount").GetInt32()));
        Assert.Equal(read, _bed.Members.RowsQueried);
    }

    [Fact]
    public void Nor_is_one_with_very_many_rows_that_name_nobody()
    {
        _bed.Want("vip", [.. LabelBed.Users(25_001, "U"), "ada"]);

        var (_, body) = _bed.GetLabel("vip");

        Assert.Equal("lastSync", Counted(body));
    }

    [Fact]
    public void Who_is_refused_is_named_with_the_reason_up_to_a_hundred()
    {
        _bed.FarSide.Refuses = user => user.StartsWith('x') ? $"{user} is banned" : null;
        _bed.Want("vip", [.. LabelBed.Users(20), .. LabelBed.Users(150, "x")]);
        _bed.Sync();

        var (_, body) = _bed.GetLabel("vip");

        Assert.Equal(("synced", (170, 20, 0, 150)), (body.State(), body.Counts()));
        Assert.Equal(LabelBed.Users(100, "x"), body.Texts("refused", "user"));
        Assert.Equal("x00000 is banned", body.Texts("refused", "reason")[0]);
        Assert.Equal(_bed.Time.Now, body.GetProperty("refused")[0].GetProperty("at").GetDateTimeOffset(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void What_is_beyond_limits_and_rules_is_told()
    {
        using var bed = new LabelBed(("Labels__MaxMembers", "2"));
        bed.Want("vip", "ada", "bob", "cem", "Dora");
        bed.Want("VIP", "ada");
        bed.Sync();

        var (_, body) = bed.GetLabel("vip");

        Assert.Equal(
            (1, "VIP", 1), (
                body.GetProperty("overLimit").GetInt32(), body.GetProperty("nameConflict").GetString(),
                body.GetProperty("badKeyCount").GetInt32()));
        Assert.Equal(["Dora"], body.Texts("badKeys"));
    }

    [Fact]
    public void A_sync_that_fails_is_told_until_one_ends_well()
    {
        _bed.FarSide.Answer = (call, _) =>
            call.StartsWith("POST vip", StringComparison.Ordinal) ? FarSide.Refusal(401, "unauthorized", "no") : null;
        _bed.Add("vip", ["ada"]);
        _bed.Drain();
        var (_, failed) = _bed.GetLabel("vip");
        _bed.FarSide.Answer = (_, _) => null;
        _bed.Sync();
        var (_, mended) = _bed.GetLabel("vip");

        Assert.Equal(("failed", "synced"), (failed.State(), mended.State()));
        Assert.Contains("credentials", failed.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.False(mended.TryGetProperty("problem", out _));
    }

    [Fact]
    public void Labels_are_listed_by_name_in_pages()
    {
        foreach (var label in (string[])["cat", "ant", "bee"]) _bed.PutLabel(label);
        _bed.Put(new() { PartitionKey = "another", RowKey = "dog" });

        var (_, first) = _bed.ListLabels("?limit=2");
        var (_, second) = _bed.ListLabels($"?limit=2&cursor={first.GetProperty("cursor").GetString()}");

        Assert.Equal(["ant", "bee"], first.Texts("labels", "name"));
        Assert.Equal(["cat"], second.Texts("labels", "name"));
        Assert.False(second.TryGetProperty("cursor", out _));
        Assert.All(first.GetProperty("labels").EnumerateArray(), label => Assert.Equal("waiting", label.State()));
    }

    [Theory]
    [InlineData("?limit=0", 400, "invalid_query")]
    [InlineData("?limit=1001", 400, "invalid_query")]
    [InlineData("?limit=x", 400, "invalid_query")]
    [InlineData("?cursor=!", 400, "invalid_query")]
    [InlineData("?cursor=QQ", 400, "invalid_query")]
    [InlineData("?app=nobody", 422, "unknown_app")]
    public void A_page_that_there_is_not_is_refused(string query, int status, string code)
    {
        _bed.PutLabel("vip");

        Assert.All(
            [_bed.ListLabels(query), _bed.ListMembers("vip", query)],
            answer => Assert.Equal((status, code), (answer.Status, answer.Body.Code())));
    }

    private static string? Counted(System.Text.Json.JsonElement body) => body.GetProperty("counted").GetString();
}
