using System.Text.Json;
using FsCheck.Fluent;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

/// <summary>Messages that differ from user to user.</summary>
public sealed class UserMessageTests
{
    private static readonly CompiledMapping Named = Maps.Read("""
        {"type":"t","message":{"title":"Hello {{user.name}}","content":"{{data.c}}"},"onOverflow":"truncate"}
        """);

    [Fact]
    public void Users_with_the_same_message_are_one_group_in_the_order_of_their_first()
    {
        var messages = Messages(Maps.Map(Named, """{"c":"x"}""", ["ada", "bob", "cy", "dan"], new Dictionary<string, string>
        {
            ["ada"] = """{"name":"B"}""",
            ["bob"] = """{"name":"A"}""",
            ["cy"] = """{"name":"B","other":1}""",
            ["dan"] = """{"name":"C"}""",
        }));

        Assert.Equal(
            ["Hello B: ada, cy", "Hello A: bob", "Hello C: dan"],
            messages.Groups.Select(group =>
                $"{group.Message.GetProperty("title").GetString()}: {string.Join(", ", group.Users)}"));
        Assert.Equal(["3 distinct messages need 3 calls; one message for all would need 1."], messages.Warnings);
    }

    [Fact]
    public void The_push_s_id_is_the_same_for_all_and_parts_nobody()
    {
        var mapping = Maps.Read("""
            {
              "type": "t",
              "message": {
                "title": "t", "content": "{{push}}", "agora": { "id": "{{push.number}}" },
                "apns": { "collapseId": "{{push.id}}" }, "fcm": { "notification": { "tag": "{{push.id}}" } }
              }
            }
            """);

        var message = Assert.Single(Messages(Maps.Map(mapping, "{}", ["ada", "bob"])).Groups).Message;

        Assert.Equal(
            """{"title":"t","content":"ID","agora":{"id":"17"},"apns":{"collapseId":"ID"},"fcm":{"notification":{"tag":"ID"}}}"""
                .Replace("ID", Some.PushId, StringComparison.Ordinal),
            message.GetRawText());
        Assert.Equal(17, message.Deserialize<AgoraChat.Push.PushMessage>()!.Agora!.Id);
    }

    [Fact]
    public void The_users_id_is_always_the_users_own()
    {
        var mapping = Maps.Read("""{"type":"t","message":{"title":"{{user.id}} {{user}}","content":"c"}}""");

        var messages = Messages(Maps.Map(
            mapping, "{}", ["ada", "bob"], new Dictionary<string, string> { ["bob"] = """{"id":"not-bob"}""" }));

        Assert.Equal(
            ["ada ada", "bob bob"], messages.Groups.Select(group => group.Message.GetProperty("title").GetString()));
    }

    [Theory]
    [InlineData("{{#each this}}{{@key}} {{/each}}{{@root.user.name}}")]
    [InlineData("{{#with @root}}{{lookup user 'name'}}{{/with}}")]
    [InlineData("{{#each data.l}}{{../user.name}}{{/each}}")]
    [InlineData("{{#with user}}{{name}}{{/with}}")]
    [InlineData("{{#user}}{{name}}{{/user}}")]
    [InlineData("{{lookup (lookup this data.which) 'name'}}")]
    [InlineData("{{#if user.name}}{{user.name}}{{/if}}")]
    public void Whichever_way_a_template_looks_at_its_user_it_is_that_user(string template)
    {
        var mapping = Maps.Compile(System.Text.Json.JsonSerializer.Serialize(new { title = template, content = "c" }));

        var messages = Messages(Maps.Map(
            mapping, """{"l":[1],"which":"user"}""", ["ada", "bob"],
            new Dictionary<string, string> { ["ada"] = """{"name":"one"}""", ["bob"] = """{"name":"two"}""" }));

        Assert.Equal([["ada"], ["bob"]], messages.Groups.Select(group => group.Users));
        Assert.EndsWith("one", messages.Groups[0].Message.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("two", messages.Groups[1].Message.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_looks_at_no_user_is_filled_once()
    {
        var time = new CountedTime();
        var mapping = Maps.Compile("""{"title":"{{data.c}}","content":"c"}""");

        var messages = Messages(Maps.Map(mapping, """{"c":"x"}""", Some.Users(10_000), time: time));

        Assert.Equal(10_000, Assert.Single(messages.Groups).Users.Count);
        Assert.InRange(time.Looks, 1, 10);
    }

    [Fact]
    public void Every_user_is_in_one_group_and_gets_what_is_filled_for_that_user() => Holds.ForAll(
        Gen.Choose(0, 9).NonEmptyListOf(),
        names =>
        {
            var users = Some.Users(names.Count);
            var data = users.Zip(names).ToDictionary(pair => pair.First, pair => $$"""{"name":"n{{pair.Second}}"}""");

            var messages = Messages(Maps.Map(Named, """{"c":"x"}""", users, data));

            var told = messages.Groups.SelectMany(group => group.Users.Select(
                user => (user, group.Message.GetProperty("title").GetString()))).OrderBy(pair => pair.user, StringComparer.Ordinal);
            Assert.Equal(users.Zip(names).Select(pair => (pair.First, (string?)$"Hello n{pair.Second}")), told);
            Assert.Equal(names.Distinct().Count(), messages.Groups.Count);
            Assert.All(messages.Groups, group => Assert.Equal(group.Users.Order(StringComparer.Ordinal), group.Users));
        });

    [Fact]
    public void What_a_user_lacks_is_empty_with_a_warning_that_counts()
    {
        var messages = Messages(Maps.Map(
            Named, """{"c":"x"}""", ["ada", "bob", "cy"], new Dictionary<string, string> { ["bob"] = """{"name":"B"}""" }));

        Assert.Contains("user.name is missing for 2 of 3 users; nothing stands in its place.", messages.Warnings);
        Assert.Equal([["ada", "cy"], ["bob"]], messages.Groups.Select(group => group.Users));
    }

    [Fact]
    public void Cut_texts_are_counted_in_one_warning()
    {
        var messages = Messages(Maps.Map(Named, """{"c":"x"}""", ["ada", "bob"], new Dictionary<string, string>
        {
            ["ada"] = $$"""{"name":"{{new string('a', 40)}}"}""",
            ["bob"] = $$"""{"name":"{{new string('b', 50)}}"}""",
        }));

        Assert.Contains("title had up to 56 characters and was cut to 32.", messages.Warnings);
    }

    [Fact]
    public void Cut_texts_are_counted_by_users_and_not_by_texts()
    {
        var mapping = Maps.Read("""
            {"type":"t","message":{"title":"{{data.t}}","content":"c"},"onOverflow":"truncate",
             "languages":{"de":{"message":{"title":"kurz"} } } }
            """);

        var messages = Messages(Maps.Map(
            mapping, $$"""{"t":"{{new string('t', 40)}}"}""", ["ada", "bob", "cy"],
            new Dictionary<string, string> { ["cy"] = """{"language":"de"}""" }));

        Assert.Contains("title had 40 characters and was cut to 32 for 2 of 3 users.", messages.Warnings);
    }

    [Fact]
    public void A_message_that_is_too_long_names_its_user()
    {
        var mapping = Maps.Compile("""{"title":"{{user.name}}","content":"c"}""");

        var refused = Assert.IsType<Mapped.Refused>(Maps.Map(mapping, "{}", ["ada", "bob"], new Dictionary<string, string>
        {
            ["ada"] = """{"name":"A"}""",
            ["bob"] = $$"""{"name":"{{new string('b', 33)}}"}""",
        }));

        Assert.Equal(("bob", true), (refused.User, refused.CanBeCut));
    }

    [Theory]
    [InlineData(16_000, 262, true)]
    [InlineData(16_000, 263, false)]
    public void All_messages_together_have_at_most_four_megabytes(int bytes, int users, bool passes)
    {
        var mapping = Maps.Compile(System.Text.Json.JsonSerializer.Serialize(
            new { title = "{{user.id}}", content = "c", x = new string('x', bytes - 45) }));

        var mapped = Maps.Map(mapping, "{}", Some.Users(users));

        if (passes) Assert.Equal(users, Messages(mapped).Groups.Count);
        else Assert.Equal(users, Assert.IsType<Mapped.TooLarge>(mapped).Count);
    }

    private static Mapped.Messages Messages(Mapped mapped) => Assert.IsType<Mapped.Messages>(mapped);

    private sealed class CountedTime : TimeProvider
    {
        public int Looks { get; private set; }

        public override long GetTimestamp() => ++Looks;
    }
}
