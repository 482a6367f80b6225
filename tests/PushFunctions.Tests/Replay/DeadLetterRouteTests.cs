using System.Text.Json;
using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Replay;

/// <summary><c>/api/dead-letters</c> and <c>/api/pushes/{id}/replay</c> over storage in memory.</summary>
public sealed class DeadLetterRouteTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new(("Retry:Delays:0", "00:00:05"));

    public void Dispose() => _pipeline.Dispose();

    [Fact]
    public async Task Letters_are_listed_newest_first_in_pages_and_each_is_on_one()
    {
        await LetDieAsync(2_000, among: _ => true);
        await SetAsideAsync("late", "{");
        var all = (await ListAsync("")).Page.EnumerateArray().ToList();
        Assert.Equal(
            all.Select(letter => letter.GetProperty("at").GetDateTimeOffset()).OrderDescending(),
            all.Select(letter => letter.GetProperty("at").GetDateTimeOffset()));
        Assert.Equal("messages", all[0].GetProperty("kind").GetString());
        Assert.True(all.Count > 3);
        Assert.Equal(2_000, all.Skip(1).Sum(letter => letter.GetProperty("count").GetInt32()));
        Assert.All(all.Skip(1), letter => Assert.InRange(letter.GetProperty("users").GetArrayLength(), 1, 20));

        var paged = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var (page, next) = await ListAsync($"limit=2&cursor={cursor}");
            Assert.InRange(page.GetArrayLength(), 1, 2);
            paged.AddRange(Ids(page));
            cursor = next;
        }

        Assert.Equal(all.Select(letter => letter.GetProperty("id").GetString()), paged);
    }

    [Fact]
    public async Task Letters_are_found_by_kind_push_and_time()
    {
        await LetDieAsync(200);
        var died = _pipeline.Push.ReadTimeline()[^1].At;
        _pipeline.Bed.Time.Advance(TimeSpan.FromHours(1));
        await SetAsideAsync("m", "{");
        var half = Uri.EscapeDataString($"{died.AddMinutes(30):O}");

        Assert.Equal(["messages"], await KindsAsync("kind=messages"));
        Assert.All(await KindsAsync("kind=users"), kind => Assert.Equal("users", kind));
        Assert.All(await KindsAsync($"pushId={Some.PushId}"), kind => Assert.Equal("users", kind));
        Assert.NotEmpty(await KindsAsync($"pushId={Some.PushId}"));
        Assert.Empty(await KindsAsync($"pushId={new string('a', 26)}"));
        Assert.Equal(["messages"], await KindsAsync($"since={half}"));
        Assert.All(await KindsAsync($"until={half}"), kind => Assert.Equal("users", kind));
        var at = Uri.EscapeDataString($"{Letters()[0].At:O}");
        Assert.Equal(await KindsAsync("kind=users"), await KindsAsync($"kind=users&since={at}"));
        Assert.Empty(await KindsAsync($"kind=users&until={at}"));
    }

    [Fact]
    public async Task Counts_have_all_that_a_list_would_have()
    {
        await LetDieAsync(3_000);
        await SetAsideAsync("m", "{");

        var (_, _, counts) = await Asked.SendAsync(ListAsync, "?count=true");

        Assert.Equal(
            $$"""{"deadLetters":{{Letters().Count + 1}},"users":300,"pushes":1,"messages":1,"isAll":true}""", counts.GetRawText());
    }

    [Theory]
    [InlineData("?kind=steps", "query:kind")]
    [InlineData("?pushId=nope", "query:pushId")]
    [InlineData("?kind=messages&pushId=aaaaaaaaaaaaaaaaaaaaaaaaaa", "query:pushId")]
    [InlineData("?since=yesterday", "query:since")]
    [InlineData("?until=2026-12-01T00:00:00", "query:until")]
    [InlineData("?since=2026-12-02T00:00:00Z&until=2026-12-01T00:00:00Z", "query:since")]
    [InlineData("?limit=0", "query:limit")]
    [InlineData("?cursor=abc", "query:cursor")]
    [InlineData("?count=perhaps", "query:count")]
    [InlineData("?type=order.shipped", "query:type")]
    [InlineData("?push=aaaaaaaaaaaaaaaaaaaaaaaaaa", "query:push")]
    [InlineData("?count=true&pushId=aaaaaaaaaaaaaaaaaaaaaaaaaa&from=2026-12-01T00:00:00Z", "query:from")]
    public async Task What_there_is_not_is_refused_with_its_place(string query, string path)
    {
        foreach (var handle in (Func<HttpRequest, Task<IResult>>[])[ListAsync, ReplayAllAsync])
        {
            var (status, _, body) = await Asked.SendAsync(handle, query);

            Assert.Equal((400, "invalid_query"), (status, body.GetProperty("code").GetString()));
            Assert.Equal(path, Assert.Single(body.GetProperty("errors").EnumerateArray()).GetProperty("path").GetString());
        }
    }

    [Theory]
    [InlineData("{\"count\":true}")]
    [InlineData("}{")]
    public async Task A_replay_of_all_takes_no_body(string sent)
    {
        var (status, _, body) = await Asked.SendAsync(ReplayAllAsync, "?count=true", sent);

        Assert.Equal((400, "invalid_query"), (status, body.GetProperty("code").GetString()));
        Assert.Equal("body", Assert.Single(body.GetProperty("errors").EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task So_is_what_the_other_routes_do_not_know()
    {
        foreach (var (handle, known) in ((Func<HttpRequest, Task<IResult>>, string)[])
            [(ReplayAsync, "count"), (request => DismissAsync(request, "nope"), "app")])
        {
            var (status, _, body) = await Asked.SendAsync(handle, "?dryRun=true");

            Assert.Equal((400, "invalid_query"), (status, body.GetProperty("code").GetString()));
            Assert.Equal($"?dryRun is not known; known are {known}.", body.GetProperty("detail").GetString());
        }
    }

    /// <summary>The platform takes its key from there.</summary>
    [Theory]
    [InlineData("?code=key&clientId=default&count=true")]
    [InlineData("?COUNT=true")]
    public async Task What_the_platform_reads_is_no_problem_nor_is_another_case(string query)
    {
        foreach (var handle in (Func<HttpRequest, Task<IResult>>[])[ListAsync, ReplayAllAsync])
            Assert.Equal(200, (await Asked.SendAsync(handle, query)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&count=true")]
    public async Task A_replay_of_a_push_that_is_not_there_is_refused(string more)
    {
        var (status, _, body) = await Asked.SendAsync(ReplayAllAsync, $"?pushId={new string('a', 26)}{more}");

        Assert.Equal((404, "unknown_push"), (status, body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Those_of_refused_calls_are_dead_letters_and_are_replayed_by_their_name()
    {
        _pipeline.Refuses = _ => true;
        await _pipeline.AcceptAsync(150);
        _pipeline.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(150, (await _pipeline.LookAsync()).Counts.Failed);
        Assert.Equal((150, 150), (Letters().Sum(letter => letter.Count), Letters().Sum(letter => letter.Refused)));
        _pipeline.Refuses = null;

        Assert.Equal((200, 0), await ReplayOneAsync());
        Assert.Equal((200, 150), await ReplayOneAsync("""{"outcomes":["refused"]}"""));
        _pipeline.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(150, (await _pipeline.LookAsync()).Counts.Accepted);
        Assert.Empty(Letters());
    }

    [Fact]
    public async Task All_letters_are_replayed_at_once_and_what_cannot_be_read_stays()
    {
        await LetDieAsync(3_000);
        await SetAsideAsync("bad", "{");
        var step = DispatchStep.ForNext(_pipeline.Push);
        await SetAsideAsync("good", JsonSerializer.Serialize(step, JsonSerializerOptions.Web));
        _pipeline.FarSide = (_, _) => PushStatus.Success;

        var (_, _, counted) = await Asked.SendAsync(ReplayAllAsync, "?count=true");
        Assert.Equal(
            $$"""{"pushes":[{"pushId":"{{Some.PushId}}","users":300}],"users":300,"messages":1,"unreadable":1}""",
            counted.GetRawText());
        var (_, _, replayed) = await Asked.SendAsync(ReplayAllAsync, "?limit=1");
        Assert.Equal(
            $$"""{"pushes":[{"pushId":"{{Some.PushId}}","users":300,"round":1}],"users":300,"messages":1,"unreadable":1}""",
            replayed.GetRawText());
        var (_, _, again) = await Asked.SendAsync(ReplayAllAsync, "?kind=users");
        Assert.Equal("push_running", again.GetProperty("pushes")[0].GetProperty("code").GetString());
        _pipeline.Run(TimeSpan.FromMinutes(5));

        Assert.Equal(3_000, (await _pipeline.LookAsync()).Counts.Accepted);
        Assert.Equal("bad", Assert.Single(_pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(""), row => row.IsMessage).MessageId);
        Assert.Empty(Letters());
    }

    [Fact]
    public async Task A_message_that_comes_again_is_one_letter_and_one_that_is_dismissed_is_none()
    {
        await SetAsideAsync("m", "{");
        _pipeline.Bed.Time.Advance(TimeSpan.FromMinutes(2));
        await SetAsideAsync("m", "{");
        var id = Assert.Single(Ids((await ListAsync("")).Page))!;

        Assert.Equal(204, await DismissAsync(id));

        Assert.Empty(_pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(""));
        Assert.Equal(404, await DismissAsync(id));
        Assert.Equal(404, await DismissAsync("nope"));
    }

    [Fact]
    public async Task Users_who_are_dismissed_stay_dead_and_can_be_replayed()
    {
        await LetDieAsync(60);
        var id = Assert.Single(Ids((await ListAsync("")).Page))!;

        Assert.Equal(204, await DismissAsync(id));

        Assert.Empty(_pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(""));
        Assert.Equal((200, 6), await ReplayOneAsync());
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""{"outcomes":[]}""", "/outcomes")]
    [InlineData("""{"outcomes":"dead"}""", "/outcomes")]
    [InlineData("""{"outcomes":["dead","accepted"]}""", "/outcomes/1")]
    [InlineData("""{"users":["ada",17]}""", "/users/1")]
    [InlineData("""{"users":["Ada"]}""", "/users/0")]
    [InlineData("""{"expiresAt":"2020-01-01T00:00:00Z"}""", "/expiresAt")]
    [InlineData("""{"expiresAt":"tomorrow"}""", "/expiresAt")]
    [InlineData("""{"status":"ERROR"}""", "/status")]
    [InlineData("""{"round":0}""", "/round")]
    [InlineData("""{"round":1.5}""", "/round")]
    [InlineData("""{"round":"1"}""", "/round")]
    public async Task A_replay_that_cannot_be_is_refused_with_its_place(string body, string path)
    {
        var (status, _, problem) = await Asked.SendAsync(ReplayAsync, body: body);

        Assert.Equal((400, "invalid_replay"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(path, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task More_users_than_a_replay_may_name_are_refused()
    {
        var users = JsonSerializer.Serialize(new { users = Some.Users(ReplayFilter.MaxUsers + 1) });

        Assert.Equal(400, (await Asked.SendAsync(ReplayAsync, body: users)).Status);
    }

    private async Task LetDieAsync(int users, Func<string, bool>? among = null)
    {
        among ??= user => user.EndsWith('7');
        _pipeline.FarSide = (user, _) => among(user) ? PushStatus.Error : PushStatus.Success;
        await _pipeline.AcceptAsync(users);
        _pipeline.Run(TimeSpan.FromMinutes(2));
        Assert.True(_pipeline.Push.HasEnded);
    }

    private Task SetAsideAsync(string id, string text) => _pipeline.Bed.Get<DeadLetters>().SetAsideAsync(
        QueueNames.Dispatch, id, BinaryData.FromString(text), "It does not parse.", CancellationToken.None);

    private IReadOnlyList<DeadLetterRow> Letters() =>
        [.. _pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(Some.App).Where(row => row.PartitionKey == Some.App)];

    private static IEnumerable<string?> Ids(JsonElement page) =>
        page.EnumerateArray().Select(letter => letter.GetProperty("id").GetString());

    private async Task<IReadOnlyList<string?>> KindsAsync(string query) =>
        [.. (await ListAsync(query)).Page.EnumerateArray().Select(letter => letter.GetProperty("kind").GetString())];

    private async Task<(JsonElement Page, string? Cursor)> ListAsync(string query)
    {
        var (status, _, body) = await Asked.SendAsync(ListAsync, $"?{query}");
        Assert.Equal(200, status);
        return (body.GetProperty("deadLetters"), body.TryGetProperty("cursor", out var cursor) ? cursor.GetString() : null);
    }

    private async Task<(int Status, int Users)> ReplayOneAsync(string? body = null)
    {
        var (status, _, answer) = await Asked.SendAsync(ReplayAsync, body: body);
        return (status, answer.GetProperty("users").GetInt32());
    }

    private async Task<int> DismissAsync(string id)
    {
        var context = new DefaultHttpContext();
        var result = await DismissAsync(context.Request, id);
        return result is IStatusCodeHttpResult { StatusCode: { } status } ? status : ((ProblemResult)result).StatusCode;
    }

    private Task<IResult> DismissAsync(HttpRequest request, string id) =>
        _pipeline.Bed.Get<DismissDeadLetterHandler>().HandleAsync(request, id, CancellationToken.None);

    private Task<IResult> ListAsync(HttpRequest request) =>
        _pipeline.Bed.Get<ListDeadLettersHandler>().HandleAsync(request, CancellationToken.None);

    private Task<IResult> ReplayAllAsync(HttpRequest request) =>
        _pipeline.Bed.Get<ReplayDeadLettersHandler>().HandleAsync(request, CancellationToken.None);

    private Task<IResult> ReplayAsync(HttpRequest request) =>
        _pipeline.Bed.Get<ReplayPushHandler>().HandleAsync(request, Some.PushId, CancellationToken.None);
}
