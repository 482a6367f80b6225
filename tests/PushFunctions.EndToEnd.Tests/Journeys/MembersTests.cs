using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Pushes to users by the labels that another program has given them, in the table as it is.</summary>
public sealed class MembersTests(App app) : IClassFixture<App>
{
    private readonly string _gold = Some.Id("gold");
    private readonly string _silver = Some.Id("silver");
    private readonly string _news = Some.Id("news");
    private readonly string _muted = Some.Id("muted");

    [Fact]
    public async Task Who_has_any_and_all_and_none_of_some_labels_is_told_once()
    {
        var users = Some.Users(2_600);
        await PutAsync(_gold, users.Take(1_500));
        await PutAsync(_silver, users.Skip(1_000).Take(1_500));
        await PutAsync(_news, users.Skip(50));
        await PutAsync(_muted, users.Skip(2_000).Take(200).Concat(Some.Users(10)));

        var push = await app.PostAsync(Event(
            new { any = new[] { _gold, _silver }, all = new[] { _news }, none = new[] { _muted } }));
        var status = await push.FinishedAsync();

        Assert.Equal((0, 0), (push.Accepted.Targets, push.Accepted.Calls));
        Assert.Empty(push.Accepted.Warnings);
        var chosen = users.Take(2_500).Skip(50).Where((_, no) => no + 50 is < 2_000 or >= 2_200).ToList();
        Assert.Equal((2_250, 2_250), (status.Targets, status.Counts.Accepted));
        app.Stack.AssertToldOnce(chosen);
        var story = await app.Host.StoryOfAsync(push.Id, chosen[1_000]);
        Assert.Equal("accepted", story.Outcome);
    }

    [Fact]
    public async Task Nobody_is_told_where_nobody_is_chosen()
    {
        await PutAsync(_gold, Some.Users(3));
        await PutAsync(_news, Some.Users(3));

        var push = await app.PostAsync(Event(new { all = new[] { _gold, _news } }));
        var status = await push.FinishedAsync();

        Assert.Empty(push.Accepted.Warnings);
        Assert.Equal((0, 0), (status.Targets, status.Calls));
    }

    [Fact]
    public async Task A_label_that_nobody_has_is_refused_and_among_those_left_out_warned_of()
    {
        await PutAsync(_gold, Some.Users(3));

        using var refused = await app.Host.TryPostAsync(
            JsonSerializer.Serialize(Event(new { all = new[] { _gold, _news } })));
        var push = await app.PostAsync(Event(new { any = new[] { _gold }, none = new[] { _muted } }));
        var status = await push.FinishedAsync();

        var problem = await ProblemAnswer.ReadAsync(refused, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("unknown_label", problem.Code);
        Assert.Contains($"'{_news}'", problem.Detail, StringComparison.Ordinal);
        Assert.Contains($"'{_muted}'", Assert.Single(push.Accepted.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, status.Counts.Accepted);
    }

    [Fact]
    public async Task Members_of_a_deleted_label_are_no_members_and_who_is_put_later_is()
    {
        var tables = new LabelTables(app.Stack.ConnectionString);
        var (old, later) = (Some.Users(20), Some.Users(5));
        await PutAsync(_gold, old);
        await tables.DeleteAsync(_gold);
        using var refused = await app.Host.TryPostAsync(JsonSerializer.Serialize(Event(new { any = new[] { _gold } })));
        await PutAsync(_gold, later);

        var push = await app.PostAsync(Event(new { any = new[] { _gold } }));
        var status = await push.FinishedAsync();

        Assert.Equal("unknown_label", (await ProblemAnswer.ReadAsync(refused, HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal(5, status.Counts.Accepted);
        app.Stack.AssertToldOnce(later);
        Assert.All(old, user => Assert.Equal(0, app.Simulator.PushesTo(user).Count));
    }

    [Fact]
    public async Task A_mapping_finds_the_labels_in_the_data_and_a_preview_counts_them()
    {
        var (type, users) = (Some.Id("type"), Some.Users(150));
        await PutAsync(_gold, users);
        await app.Host.PutMappingAsync(
            type, """{"message":{"title":"t","content":"{{data.x}}"},"to":{"members":"/data/who"}}""");
        var appEvent = new { id = Some.Id(), type, data = new { who = new { any = new[] { _gold } }, x = "y" } };

        var preview = await app.Host.PreviewAsync(appEvent);
        var push = await app.PostAsync(appEvent);
        await push.FinishedAsync();

        Assert.Equal((150, 2, 1), (preview.Targets, preview.Calls, preview.DistinctMessages));
        app.Stack.AssertToldOnce(users);
    }

    private static Dictionary<string, object> Event(object members)
    {
        var appEvent = Some.Event(Some.User());
        appEvent["to"] = new { members };
        return appEvent;
    }

    /// <summary>As any program writes it: the two keys and nothing else.</summary>
    private Task PutAsync(string label, IEnumerable<string> users) =>
        new LabelTables(app.Stack.ConnectionString).WantAsync(label, [.. users]);
}
