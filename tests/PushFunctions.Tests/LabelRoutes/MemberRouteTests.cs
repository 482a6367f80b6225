using System.Text;
using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;
using PushFunctions.Tests.Labels;

namespace PushFunctions.Tests.LabelRoutes;

/// <summary><c>/api/labels/{label}/members</c> over storage and a far side in memory.</summary>
public sealed class MemberRouteTests : IDisposable
{
    private readonly LabelBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void Users_are_added_in_few_transactions_and_synced_once()
    {
        var transactions = 0;
        _bed.Members.Before = operation => transactions += operation == "transaction" ? 1 : 0;

        var (status, body) = _bed.Add("vip", [.. LabelBed.Users(250), "u00007", "u00007"]);

        Assert.Equal(202, status);
        Assert.Equal("""{"label":"vip","users":250,"duplicates":2}""", body.GetRawText());
        Assert.Equal((3, 250), (transactions, _bed.Members.Writes));
        Assert.Single(_bed.Changes.Puts);
        _bed.Drain();
        Assert.Equal(LabelBed.Users(250), _bed.FarSide.MembersOf("vip"));
        Assert.Equal(["POST vip 0", "POST vip 100", "POST vip 100", "POST vip 50"], _bed.FarSide.Calls.Order());
    }

    [Fact]
    public void Adding_again_makes_no_call_and_keeps_what_others_have_written_on_the_row()
    {
        Write(_bed.Members, new TableEntity("vip", "ada") { ["Note"] = "by hand" });
        _bed.Add("vip", ["ada", "bob"]);
        _bed.Drain();
        var calls = _bed.FarSide.Calls.Count;
        _bed.Time.Advance(TimeSpan.FromMinutes(1));

        _bed.Add("vip", ["ada", "bob"]);
        _bed.Drain();

        Assert.Equal(calls, _bed.FarSide.Calls.Count);
        Assert.Equal("by hand", _bed.Members.Find<NotedRow>("vip", "ada")!.Note);
    }

    [Fact]
    public void Who_was_refused_is_tried_again_when_added_again()
    {
        _bed.FarSide.Refuses = _ => "not yet";
        _bed.Add("vip", ["ada"]);
        _bed.Drain();
        var (_, refused) = _bed.GetMember("vip", "ada");
        _bed.FarSide.Refuses = _ => null;
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
        _bed.Sync();
        Assert.Empty(_bed.FarSide.MembersOf("vip"));

        _bed.Add("vip", ["ada"]);
        _bed.Drain();

        Assert.Equal("not yet", refused.GetProperty("refused").GetProperty("reason").GetString());
        Assert.Equal(["ada"], _bed.FarSide.MembersOf("vip"));
    }

    [Theory]
    [InlineData("{", "malformed_json", null)]
    [InlineData("[]", "invalid_members", "")]
    [InlineData("{}", "invalid_members", "")]
    [InlineData("""{"users":["ada"],"audience":"all"}""", "invalid_members", "")]
    [InlineData("""{"user":"ada"}""", "invalid_members", "/user ")]
    [InlineData("""{"users":"ada"}""", "invalid_members", "/users")]
    [InlineData("""{"users":[]}""", "invalid_members", "/users")]
    [InlineData("""{"users":null}""", "invalid_members", "/users")]
    [InlineData("""{"users":["ada","Ada",5,"bob",".","","a b"]}""", "invalid_members", "/users/1 /users/2 /users/4 /users/5 /users/6")]
    [InlineData("""{"users":["\ud800"]}""", "malformed_json", null)]
    [InlineData("""{"audience":5}""", "invalid_members", "/audience")]
    [InlineData("""{"audience":"a b"}""", "invalid_members", "/audience")]
    public void What_names_nobody_is_refused_by_its_place_and_nothing_is_written(string body, string code, string? paths)
    {
        _bed.PutLabel("vip");
        var (writes, puts) = (_bed.Writes, _bed.Changes.Puts.Count);

        Assert.All(
            [_bed.Add("vip", body), _bed.Remove("vip", body)],
            answer =>
            {
                Assert.Equal((400, code), (answer.Status, answer.Body.Code()));
                if (paths is not null) Assert.Equal(paths, answer.Body.Paths());
            });
        Assert.Equal((writes, puts), (_bed.Writes, _bed.Changes.Puts.Count));
    }

    [Fact]
    public void Of_many_wrong_users_the_first_are_named_and_all_are_counted()
    {
        var (_, body) = _bed.Add("vip", [.. LabelBed.Users(1_000), .. LabelBed.Users(1_234, "U")]);

        var errors = body.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(11, errors.Count);
        Assert.Equal("/users/1000", errors[0].GetProperty("path").GetString());
        Assert.Contains("1,234 of 2,234", errors[^1].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_of_more_than_a_megabyte_is_refused_with_what_to_do()
    {
        var (status, body) = _bed.Add("vip", LabelBed.Users(140_000));

        Assert.Equal((413, "body_too_large"), (status, body.Code()));
        Assert.Contains("audience", body.Detail(), StringComparison.Ordinal);
        Assert.Equal(0, _bed.Members.Writes);
    }

    [Fact]
    public void Users_are_removed_whoever_of_them_was_there()
    {
        _bed.Add("vip", LabelBed.Users(300));
        _bed.Drain();
        _bed.Time.Advance(TimeSpan.FromMinutes(1));

        var (status, body) = _bed.Remove("vip", [.. LabelBed.Users(250), "nobody", "u00100x"]);
        _bed.Drain();

        Assert.Equal((202, 252), (status, body.GetProperty("users").GetInt32()));
        Assert.Equal(LabelBed.Users(300).Skip(250), _bed.FarSide.MembersOf("vip"));
        Assert.Equal(50, _bed.Members.FindAll<LabelMemberRow>("vip").Count);
    }

    [Fact]
    public void A_removal_that_storage_refuses_again_and_again_ends()
    {
        _bed.Add("vip", ["ada"]);
        _bed.Members.Before = operation =>
        {
            if (operation == "transaction") throw MemoryTable.Failure(404);
        };

        var (status, body) = _bed.Remove("vip", ["ada"]);

        Assert.Equal((503, "storage_unavailable"), (status, body.Code()));
    }

    [Fact]
    public void Of_many_users_only_those_are_written_whom_storage_did_not_take_before()
    {
        var transactions = 0;
        _bed.Members.Before = operation =>
        {
            if (operation == "transaction" && ++transactions == 9) throw MemoryTable.Failure(503);
        };

        var (failed, _) = _bed.Add("vip", LabelBed.Users(1_500));
        var before = _bed.Members.Writes;
        var (status, body) = _bed.Add("vip", LabelBed.Users(1_500));

        Assert.Equal((503, 202, 1_500), (failed, status, body.GetProperty("users").GetInt32()));
        Assert.InRange(before, 800, 1_200);
        Assert.Equal(1_500, _bed.Members.Writes);
        Assert.Equal(1_500, _bed.Members.FindAll<LabelMemberRow>("vip").Count);
    }

    [Fact]
    public void Of_many_users_who_are_added_again_those_who_were_refused_are_tried_again()
    {
        _bed.FarSide.Refuses = user => user == "u00500" ? "not yet" : null;
        _bed.Add("vip", LabelBed.Users(1_000));
        _bed.Drain();
        _bed.FarSide.Refuses = _ => null;
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
        var writes = _bed.Members.Writes;

        _bed.Add("vip", LabelBed.Users(1_000));
        _bed.Drain();

        Assert.Equal(writes + 1, _bed.Members.Writes);
        Assert.Equal(LabelBed.Users(1_000), _bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void Many_users_who_are_added_to_a_label_that_is_being_deleted_are_all_of_the_new_one()
    {
        _bed.Add("vip", LabelBed.Users(1_000));
        _bed.Drain();
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
        _bed.DeleteLabel("vip");
        _bed.Time.Advance(TimeSpan.FromSeconds(1));

        _bed.Add("vip", LabelBed.Users(1_000));
        _bed.Drain();

        Assert.Equal(LabelBed.Users(1_000), _bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void Of_many_users_only_those_are_removed_who_are_there()
    {
        _bed.Add("vip", LabelBed.Users(300));
        var (transactions, before) = (0, _bed.Members.Writes);
        _bed.Members.Before = operation => transactions += operation == "transaction" ? 1 : 0;

        var (status, _) = _bed.Remove("vip", LabelBed.Users(2_000));

        Assert.Equal((202, 3, before + 300), (status, transactions, _bed.Members.Writes));
    }

    [Fact]
    public void A_user_added_and_removed_in_quick_turns_ends_as_the_last_says()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            _bed.Add("vip", ["ada", "bob"]);
            if (turn % 2 == 0) _bed.Drain();
            _bed.Remove("vip", ["ada"]);
            _bed.Time.Advance(TimeSpan.FromSeconds(1));
            _bed.DeleteMember("vip", "bob");
            _bed.Add("vip", ["bob"]);
            _bed.Time.Advance(TimeSpan.FromSeconds(1));
        }

        _bed.Drain();

        Assert.Equal(["bob"], _bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void The_users_of_an_audience_are_added_and_removed()
    {
        Audience("all", LabelBed.Users(150));
        Audience("some", LabelBed.Users(149));

        var (added, body) = _bed.Add("vip", """{"audience":"all"}""");
        var (removed, _) = _bed.Remove("vip", """{"audience":"some"}""");

        Assert.Equal((202, 202, 150), (added, removed, body.GetProperty("users").GetInt32()));
        _bed.Drain();
        Assert.Equal(["u00149"], _bed.FarSide.MembersOf("vip"));
    }

    [Fact]
    public void An_audience_that_cannot_be_added_is_refused_with_the_reason()
    {
        using var bed = new LabelBed(("Labels__MaxMembers", "100"));
        bed.PutLabel("vip");
        Audience("large", LabelBed.Users(101), bed);
        Audience("empty", [], bed);
        Write(bed.Audiences, new AudienceRow { PartitionKey = "checking", CheckVersion = "1" });

        foreach (var (name, code) in ((string, string)[])
            [("nobodys", "unknown_audience"), ("large", "too_many_members"), ("empty", "empty_audience"), ("checking", "audience_not_ready")])
        {
            var (status, body) = bed.Add("vip", $$"""{"audience":"{{name}}"}""");
            Assert.Equal((422, code, "/audience"), (status, body.Code(), body.Paths()));
        }

        Assert.Equal(0, bed.Members.Writes);
    }

    [Fact]
    public void A_user_is_shown_from_wish_to_deed()
    {
        _bed.FarSide.Refuses = user => user == "eve" ? "banned" : null;
        _bed.Add("vip", ["ada", "eve"]);
        var (_, wished) = _bed.GetMember("vip", "ada");
        _bed.Drain();
        var (_, done) = _bed.GetMember("vip", "ada");
        var (_, refused) = _bed.GetMember("vip", "eve");
        var (status, deleted) = _bed.DeleteMember("vip", "ada");
        var (_, leaving) = _bed.GetMember("vip", "ada");
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
        _bed.Drain();

        Assert.Equal(Shown("ada", desired: true, applied: false, pending: true), wished.GetRawText());
        Assert.Equal(Shown("ada", desired: true, applied: true, pending: false), done.GetRawText());
        Assert.Equal("banned", refused.GetProperty("refused").GetProperty("reason").GetString());
        Assert.False(refused.GetProperty("pending").GetBoolean());
        Assert.Equal(202, status);
        Assert.Equal(Shown("ada", desired: false, applied: true, pending: true), deleted.GetRawText());
        Assert.Equal(deleted.GetRawText(), leaving.GetRawText());
        Assert.Empty(_bed.FarSide.MembersOf("vip"));
        Assert.Equal("unknown_member", _bed.GetMember("vip", "ada").Body.Code());
        Assert.Equal((404, "unknown_member"), (_bed.DeleteMember("vip", "ada").Status, _bed.DeleteMember("vip", "ada").Body.Code()));
    }

    [Theory]
    [InlineData("Ada")]
    [InlineData("a b")]
    [InlineData("..")]
    public void What_is_no_user_is_refused(string user)
    {
        _bed.PutLabel("vip");

        Assert.All(
            [_bed.GetMember("vip", user), _bed.DeleteMember("vip", user)],
            answer => Assert.Equal((400, "invalid_user"), (answer.Status, answer.Body.Code())));
    }

    [Fact]
    public void Members_are_listed_by_name_in_pages_without_rows_that_name_nobody()
    {
        _bed.Want("vip", [.. LabelBed.Users(5), "U1", "u 2"]);
        _bed.Want("vip2", "another");

        var (_, first) = _bed.ListMembers("vip", "?limit=3");
        var (_, second) = _bed.ListMembers("vip", $"?limit=3&cursor={first.GetProperty("cursor").GetString()}");

        Assert.Equal(LabelBed.Users(5).Take(3), first.Texts("members"));
        Assert.Equal(LabelBed.Users(5).Skip(3), second.Texts("members"));
        Assert.False(second.TryGetProperty("cursor", out _));
    }

    [Fact]
    public void A_label_without_members_lists_none()
    {
        _bed.PutLabel("vip");

        var (status, body) = _bed.ListMembers("vip");

        Assert.Equal((200, """{"members":[]}"""), (status, body.GetRawText()));
    }

    private static string Shown(string user, bool desired, bool applied, bool pending) =>
        $$"""{"label":"vip","user":"{{user}}","desired":{{Word(desired)}},"applied":{{Word(applied)}},"pending":{{Word(pending)}}}""";

    private static void Write(MemoryTable table, ITableEntity row) => table.UpsertEntityAsync(row).Wait();

    private static string Word(bool flag) => flag ? "true" : "false";

    private void Audience(string name, IReadOnlyList<string> users, LabelBed? bed = null)
    {
        bed ??= _bed;
        Write(bed.Audiences, new AudienceRow
        {
            PartitionKey = name, App = "default", Name = name, Version = "1", Count = users.Count, Blob = $"{name}/1/list",
        });
        bed.Lists.Put($"{name}/1/list", Encoding.ASCII.GetBytes(string.Concat(users.Select(user => user + "\n"))));
    }

    private sealed class NotedRow : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Note { get; set; }
    }
}
