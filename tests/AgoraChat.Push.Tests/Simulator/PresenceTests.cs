using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Who is online in the simulator, and what waits for them.</summary>
public sealed class PresenceTests : SimulatedAppTest
{
    private const string Unknown = "Service resource not found";

    [Fact]
    public async Task Somebody_is_offline_at_first()
    {
        AssertShows("answers/user-status.json", await TakeAsync("GET", "users/user1/status"));
    }

    [Fact]
    public async Task Somebody_who_came_online_is_online()
    {
        Simulator.SetPresence("user1", isOnline: true);

        var answer = await TakeAsync("GET", "users/user1/status");

        Assert.Equal("online", Text(answer.GetProperty("data"), "user1"));
    }

    [Fact]
    public async Task Several_users_are_answered_in_their_order()
    {
        var body = Fixture.Load("requests/users-status.json").Text;

        AssertShows("answers/users-status.json", await TakeAsync("POST", "users/batch/status", body));
    }

    [Fact]
    public async Task Of_several_users_the_unknown_are_offline()
    {
        Switches = Switches with { OnlyRegisteredUsers = true };
        await TakeAsync("POST", "users", """{"username":"user1","password":"p"}""");
        Simulator.SetPresence("user1", isOnline: true);

        var answer = await TakeAsync("POST", "users/batch/status", """{"usernames":["user1","user2"]}""");

        Assert.Equal(
            """[{"user1":"online"},{"user2":"offline"}]""", answer.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 400)]
    public async Task At_most_100_users_are_asked_for(int count, int status)
    {
        var (real, answer) = await CallAsync("POST", "users/batch/status", Names([.. Some.Users(count)]));

        Assert.Equal(status, real);
        if (status == 400)
        {
            Assert.Equal(
                ("illegal_argument", "request body exceeds maximum limit, maximum limit is 100"),
                (Text(answer, "error"), Text(answer, "error_description")));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"usernames":[]}""")]
    [InlineData("""{"usernames":[7]}""")]
    public async Task A_bad_list_is_refused(string body)
    {
        var (status, answer) = await CallAsync("POST", "users/batch/status", body);

        Assert.Equal((400, "illegal_argument"), (status, Text(answer, "error")));
    }

    [Fact]
    public async Task Messages_that_wait_are_counted()
    {
        AssertShows(
            "answers/user-offline-count.fragment.json", await TakeAsync("GET", "users/user1/offline_msg_count"));
        Simulator.SetPresence("user1", isOnline: false, offlineMessages: 3);

        var answer = await TakeAsync("GET", "users/user1/offline_msg_count");

        Assert.Equal(3, answer.GetProperty("data").GetProperty("user1").GetInt32());
    }

    [Fact]
    public async Task A_message_is_delivered_unless_it_waits()
    {
        Simulator.SetPresence("user1", isOnline: false, offlineMessages: 1, undelivered: "124");

        AssertShows(
            "answers/user-offline-message.fragment.json", await TakeAsync("GET", "users/user1/offline_msg_status/123"));
        var waiting = await TakeAsync("GET", "users/user1/offline_msg_status/124");

        Assert.Equal("undelivered", Text(waiting.GetProperty("data"), "124"));
    }

    [Theory]
    [InlineData("users/ada/status")]
    [InlineData("users/ada/offline_msg_count")]
    [InlineData("users/ada/offline_msg_status/123")]
    public async Task Who_does_not_exist_is_unknown(string path)
    {
        Switches = Switches with { OnlyRegisteredUsers = true };

        await AssertRefusedAsync(404, "service_resource_not_found", Unknown, "GET", path);
    }

    [Fact]
    public void Nobody_is_brought_online_who_does_not_exist()
    {
        Switches = Switches with { OnlyRegisteredUsers = true };

        var refusal = Assert.Throws<ArgumentException>(() => Simulator.SetPresence("ada", isOnline: true));

        Assert.Contains("\"ada\" does not exist", refusal.Message, StringComparison.Ordinal);
    }

    private static string Names(string[] usernames) => JsonSerializer.Serialize(new { usernames });
}
