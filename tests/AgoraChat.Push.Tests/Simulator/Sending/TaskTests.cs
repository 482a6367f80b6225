using System.Globalization;
using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Pushes to many: what they are answered, whom they reach, how many there may be.</summary>
public sealed class TaskTests : SimulatorTest
{
    private const string ToEveryone = """{"pushMessage":{"title":"t","content":"c"}}""";

    [Fact]
    public async Task A_task_has_a_number_above_what_a_double_holds()
    {
        await LabelAsync("l", "ada");

        var labels = await AnswerAsync(HttpMethod.Post, "push/list/label", To("l"));
        var list = await AnswerAsync(HttpMethod.Post, "push/list", To("ada"));
        var everyone = await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);

        Assert.Equal("""{"timestamp":NOW,"data":{"taskId":968120369184112182},"duration":0}""", labels);
        Assert.Equal("""{"timestamp":NOW,"data":{"taskId":968120369184112183},"duration":0}""", list);
        Assert.Equal("""{"timestamp":NOW,"data":968120369184112184,"duration":0}""", everyone);
        Assert.Equal(3, Simulator.PushesTo("ada").Count);
    }

    [Fact]
    public async Task Several_labels_mean_who_is_in_all_of_them()
    {
        await LabelAsync("a", "ada", "bob", "cleo");
        await LabelAsync("b", "bob", "cleo", "dan");
        await LabelAsync("c", "cleo", "ada");

        await AnswerAsync(HttpMethod.Post, "push/list/label", To("a", "B", "c"));

        Assert.Equal((0, 0, 1, 0), (Count("ada"), Count("bob"), Count("cleo"), Count("dan")));
        Assert.Equal("push/list/label", Assert.Single(Simulator.PushesTo("cleo").Pushes).Endpoint);
    }

    [Fact]
    public async Task Everyone_is_all_and_those_known_by_name_are_counted_as_sent()
    {
        Simulator.Register("ada", "bob");
        await LabelAsync("l", "bob", "cleo");
        await PushAsync("dan");

        await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);

        Assert.Equal((1, 1, 1, 2), (Count("ada"), Count("bob"), Count("cleo"), Count("dan")));
        Assert.Equal(4, Simulator.Stats.UsersSent);
    }

    [Fact]
    public async Task A_push_to_everyone_counts_for_those_nobody_has_named_yet()
    {
        await PushAsync("ada");

        await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);
        await PushAsync("bob");

        Assert.Equal((2, 2, 1), (Count("ada"), Count("bob"), Count("cleo")));
        Assert.Equal("push/task", Assert.Single(Simulator.PushesTo("cleo").Pushes).Endpoint);
    }

    [Fact]
    public async Task A_push_to_everyone_does_not_count_for_who_is_registered_later()
    {
        Simulator.Switches = Simulator.Switches with { OnlyRegisteredUsers = true };
        Simulator.Register("ada");

        await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);
        Simulator.Register("bob");

        Assert.Equal((1, 0, 0), (Count("ada"), Count("bob"), Count("cleo")));
    }

    [Theory]
    [InlineData("push/list/label", """{"targets":[],"pushMessage":{"title":"t","content":"c"}}""", "illegal_argument")]
    [InlineData(
        "push/list/label", """{"targets":["a","b","c","d","e","f"],"pushMessage":{"title":"t","content":"c"}}""",
        "illegal_argument")]
    [InlineData(
        "push/list/label", """{"targets":["x"],"pushMessage":{"title":"t","content":"c"}}""", "resource_not_found")]
    [InlineData("push/task", """{"pushMessage":{"title":"t"}}""", "bad_request")]
    [InlineData("push/task", "[]", "illegal_argument")]
    [InlineData("push/task", """{"startDate":"soon","pushMessage":{"title":"t","content":"c"}}""", "illegal_argument")]
    [InlineData("push/task", """{"startDate":17,"pushMessage":{"title":"t","content":"c"}}""", "illegal_argument")]
    public async Task A_bad_body_is_refused_and_makes_no_task(string path, string body, string error)
    {
        var (status, answer) = await CallAsync(HttpMethod.Post, path, body);

        Assert.Equal((400, error), (status, answer.GetProperty("error").GetString()));
        Assert.Empty(Simulator.Tasks);
    }

    [Fact]
    public async Task A_fourth_task_waits_until_a_place_is_five_minutes_old()
    {
        for (var task = 0; task < 3; task++)
        {
            await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        var (early, answer) = await CallAsync(HttpMethod.Post, "push/task", ToEveryone);
        Time.Advance(TimeSpan.FromMinutes(2));
        var (onTime, _) = await CallAsync(HttpMethod.Post, "push/task", ToEveryone);
        var (next, _) = await CallAsync(HttpMethod.Post, "push/task", ToEveryone);

        Assert.Equal((403, 200, 403), (early, onTime, next));
        Assert.Equal("LimitException", answer.GetProperty("exception").GetString());
        Assert.Equal("limit request", answer.GetProperty("error_description").GetString());
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 403)]
    public async Task A_finished_task_to_labels_gives_its_place_back_by_the_switch(bool isFreed, int status)
    {
        await SwitchAsync($$"""{"taskSeconds":60,"finishedTasksFreePlaces":{{(isFreed ? "true" : "false")}}}""");
        await LabelAsync("l", "ada");
        await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);
        await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);
        await AnswerAsync(HttpMethod.Post, "push/list/label", To("l"));

        var (running, _) = await CallAsync(HttpMethod.Post, "push/list/label", To("l"));
        Time.Advance(TimeSpan.FromSeconds(60));
        var (finished, _) = await CallAsync(HttpMethod.Post, "push/list/label", To("l"));
        var (next, _) = await CallAsync(HttpMethod.Post, "push/list/label", To("l"));

        Assert.Equal((403, status, 403), (running, finished, next));
    }

    [Fact]
    public async Task A_scheduled_task_goes_to_those_who_are_there_when_it_starts()
    {
        await LabelAsync("l", "ada");
        await AnswerAsync(HttpMethod.Post, "push/list/label", To(TimeSpan.FromHours(1), "l"));
        await AnswerAsync(HttpMethod.Delete, "push/label/l/user", """{"usernames":["ada"]}""");
        await AnswerAsync(HttpMethod.Post, "push/label/l/user", """{"usernames":["bob"]}""");

        Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var before = (Count("ada"), Count("bob"));
        var waiting = Assert.Single(Simulator.Tasks);
        Time.Advance(TimeSpan.FromMinutes(10));
        var after = (Count("ada"), Count("bob"));

        Assert.Equal(((0, 0), (0, 1)), (before, after));
        Assert.Equal(("scheduled", null), (waiting.State, waiting.Users));
        Assert.Equal(("finished", 1), (Simulator.Tasks[0].State, Simulator.Tasks[0].Users));
        Assert.Equal(waiting.StartsAt, Assert.Single(Simulator.PushesTo("bob").Pushes).At);
    }

    [Theory]
    [InlineData(0, "2026-11-20 08:59:59", 400)]
    [InlineData(0, "2026-11-20 09:00:00", 200)]
    [InlineData(0, "2026-12-20 08:00:00", 200)]
    [InlineData(0, "2026-12-20 08:00:01", 400)]
    [InlineData(480, "2026-11-20 16:59:59", 400)]
    [InlineData(480, "2026-11-20 17:00:00", 200)]
    [InlineData(480, "2026-12-20 16:00:00", 200)]
    [InlineData(480, "2026-12-20 16:00:01", 400)]
    public async Task A_start_is_one_hour_to_30_days_away_on_the_servers_clock(int offset, string start, int expected)
    {
        await SwitchAsync($$"""{"serverUtcOffsetMinutes":{{offset}}}""");

        var (status, _) = await CallAsync(
            HttpMethod.Post, "push/task", $$"""{"pushMessage":{"title":"t","content":"c"},"startDate":"{{start}}"}""");

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Tasks_are_listed_with_their_places()
    {
        Simulator.Register("ada", "bob");
        await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);
        Time.Advance(TimeSpan.FromMinutes(5));

        var (_, tasks) = await SendAsync(HttpMethod.Get, "simulator/tasks");

        Assert.Equal(
            """{"tasks":[{"id":968120369184112182,"endpoint":"push/task","state":"finished","created"""
            + """At":"2026-11-20T08:00:00+00:00","startsAt":"2026-11-20T08:00:00+00:00","users":2,"holds"""
            + """Place":false}]}""",
            tasks.GetRawText());
    }

    [Theory]
    [InlineData(true, 403)]
    [InlineData(false, 429)]
    public async Task A_hundred_tasks_a_UTC_day_pass(bool is403, int expected)
    {
        await SwitchAsync($$"""{"taskPlaces":1000,"dailyLimitIs403":{{(is403 ? "true" : "false")}}}""");
        for (var task = 0; task < 100; task++)
        {
            await AnswerAsync(HttpMethod.Post, "push/task", ToEveryone);
            Time.Advance(TimeSpan.FromSeconds(12));
        }

        var (status, _) = await CallAsync(HttpMethod.Post, "push/task", ToEveryone);
        Time.Advance(TimeSpan.FromHours(24) - Time.Now.TimeOfDay - TimeSpan.FromTicks(1));
        var (lastMoment, _) = await CallAsync(HttpMethod.Post, "push/task", ToEveryone);
        Time.Advance(TimeSpan.FromTicks(1));
        var (tomorrow, _) = await CallAsync(HttpMethod.Post, "push/task", ToEveryone);

        Assert.Equal((expected, expected, 200), (status, lastMoment, tomorrow));
    }

    [Fact]
    public async Task A_task_whose_answer_is_lost_runs_nevertheless()
    {
        Simulator.Register("ada");
        Simulator.Faults.Add(new() { Endpoint = EndpointNames.PushTask, LostAnswer = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(HttpMethod.Post, "push/task", ToEveryone));

        Assert.Equal(1, Count("ada"));
        Assert.Single(Simulator.Tasks);
    }

    private int Count(string user) => Simulator.PushesTo(user).Count;

    private async Task LabelAsync(string name, params string[] usernames)
    {
        await AnswerAsync(HttpMethod.Post, "push/label", JsonSerializer.Serialize(new { name }));
        await AnswerAsync(HttpMethod.Post, $"push/label/{name}/user", JsonSerializer.Serialize(new { usernames }));
    }

    private static string To(params string[] targets) => Body(targets);

    private string To(TimeSpan wait, params string[] targets) => JsonSerializer.Serialize(new
    {
        targets,
        startDate = (Time.Now + wait).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        pushMessage = new { title = "t", content = "c" },
    });
}
