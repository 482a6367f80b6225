using System.Text;
using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Who is in a label, answered as the documents show.</summary>
public sealed class LabelMemberTests : SimulatorTest
{
    private const string Members = "push/label/l/user";

    [Fact]
    public async Task Members_come_are_found_and_go_in_the_documents_shapes()
    {
        await MakeAsync();

        var added = await AnswerAsync(HttpMethod.Post, Members, """{"usernames":["hx1","hx2"]}""");
        var found = await AnswerAsync(HttpMethod.Get, Members + "/hx1");
        var listed = await AnswerAsync(HttpMethod.Get, Members);
        var removed = await AnswerAsync(HttpMethod.Delete, Members, """{"usernames":["hx1","hx2"]}""");
        var gone = await AnswerAsync(HttpMethod.Get, Members + "/hx1");

        Assert.Equal("""{"timestamp":NOW,"data":{"success":["hx1","hx2"],"fail":{}},"duration":0}""", added);
        Assert.Equal("""{"timestamp":NOW,"data":{"username":"hx1","created":NOW},"duration":0}""", found);
        Assert.Equal(
            """
            {"timestamp":NOW,"data":[{"username":"hx1","created":NOW},{"username":"hx2","created":NOW}],"duration":0}
            """,
            listed);
        Assert.Equal(added, removed);
        Assert.Equal("""{"timestamp":NOW,"duration":0}""", gone);
    }

    [Fact]
    public async Task A_page_names_the_place_of_the_next_before_its_rows()
    {
        await MakeAsync();
        await AddAsync("hx1", "hx2");

        var first = await AnswerAsync(HttpMethod.Get, Members + "?limit=1");
        using var page = JsonDocument.Parse(first.Replace("NOW", "0", StringComparison.Ordinal));
        var cursor = page.RootElement.GetProperty("cursor").GetString()!;
        var second = await AnswerAsync(HttpMethod.Get, $"{Members}?limit=1&cursor={Uri.EscapeDataString(cursor)}");

        Assert.Equal(
            $$"""{"timestamp":NOW,"cursor":"{{cursor}}","data":[{"username":"hx1","created":NOW}],"duration":0}""",
            first);
        Assert.Equal("""{"timestamp":NOW,"data":[{"username":"hx2","created":NOW}],"duration":0}""", second);
        Assert.DoesNotContain('=', cursor);
        var padded = cursor.PadRight((cursor.Length + 3) / 4 * 4, '=');
        var text = Encoding.ASCII.GetString(Convert.FromBase64String(padded));
        Assert.True(long.Parse(text["easemob:push:label:cursor:".Length..], null) > 1L << 53);
    }

    [Fact]
    public async Task Pages_go_on_although_members_go()
    {
        await MakeAsync();
        await AddAsync("a", "b", "c", "d");
        var (_, first) = await CallAsync(HttpMethod.Get, Members + "?limit=2");
        await CallAsync(HttpMethod.Delete, Members, """{"usernames":["a","b"]}""");

        var (_, second) = await CallAsync(
            HttpMethod.Get, $"{Members}?limit=2&cursor={first.GetProperty("cursor").GetString()}");

        Assert.Equal(["c", "d"], second.GetProperty("data").EnumerateArray().Select(User));
    }

    [Fact]
    public async Task A_member_stays_one_and_counts_once()
    {
        await MakeAsync();
        await AddAsync("ada", "ada");

        var again = await AddAsync("ada", "bob");

        Assert.Equal("""{"success":["ada","bob"],"fail":{}}""", again.GetRawText());
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_name_in_another_case_is_the_same_label()
    {
        await MakeAsync();

        await AnswerAsync(HttpMethod.Post, "push/label/L/user", """{"usernames":["ada"]}""");

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Who_does_not_exist_fails_alone()
    {
        await MakeAsync();
        await SendAsync(HttpMethod.Put, "simulator/users/ada", "{}");
        await SwitchAsync("""{"onlyRegisteredUsers":true}""");

        var change = await AddAsync("ada", "nobody");

        Assert.Equal("""{"success":["ada"],"fail":{"nobody":"appUser not exists"}}""", change.GetRawText());
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_full_label_refuses_all_or_by_switch_only_those_without_room()
    {
        await MakeAsync();
        await SwitchAsync("""{"maxMembersPerLabel":3}""");
        await AddAsync("a", "b");

        var (status, answer) = await CallAsync(HttpMethod.Post, Members, """{"usernames":["a","c","d"]}""");
        var before = await CountAsync();
        await SwitchAsync("""{"labelOverflowFailsUsers":true}""");
        var change = await AddAsync("a", "c", "d");

        Assert.Equal((403, "LimitException"), (status, answer.GetProperty("exception").GetString()));
        Assert.Equal(2, before);
        Assert.Equal("""{"success":["a","c"],"fail":{"d":"limit request"}}""", change.GetRawText());
    }

    [Fact]
    public async Task A_fault_fails_users_or_leaves_them_out()
    {
        await MakeAsync();
        Simulator.Faults.Add(new()
        {
            Endpoint = "POST push/label/{label}/user", PushStatus = "FAIL", Desc = "why", Users = ["bob"],
        });
        Simulator.Faults.Add(new()
        {
            Endpoint = "POST push/label/{label}/user", PushStatus = "MISSING", Users = ["cleo"],
        });

        var change = await AddAsync("ada", "bob", "cleo");

        Assert.Equal("""{"success":["ada"],"fail":{"bob":"why"}}""", change.GetRawText());
        Assert.Equal(1, await CountAsync());
    }

    [Theory]
    [InlineData("POST", 0)]
    [InlineData("POST", 101)]
    [InlineData("DELETE", 0)]
    [InlineData("DELETE", 101)]
    public async Task A_call_names_1_to_100_users(string method, int users)
    {
        await MakeAsync();

        var (status, answer) = await CallAsync(
            new HttpMethod(method), Members, JsonSerializer.Serialize(new { usernames = Some.Users(users) }));

        Assert.Equal((400, "illegal_argument"), (status, answer.GetProperty("error").GetString()));
    }

    private async Task MakeAsync() => await AnswerAsync(HttpMethod.Post, "push/label", """{"name":"l"}""");

    private async Task<JsonElement> AddAsync(params string[] usernames)
    {
        var (status, body) = await CallAsync(HttpMethod.Post, Members, JsonSerializer.Serialize(new { usernames }));
        Assert.True(status == 200, $"{body}");
        return body.GetProperty("data");
    }

    private async Task<int> CountAsync()
    {
        var (_, body) = await CallAsync(HttpMethod.Get, "push/label/l");
        return body.GetProperty("data").GetProperty("count").GetInt32();
    }

    private static string? User(JsonElement member) => member.GetProperty("username").GetString();
}
