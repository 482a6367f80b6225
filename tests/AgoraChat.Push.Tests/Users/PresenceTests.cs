using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>Who is online; the answers are the documents' examples.</summary>
public sealed class PresenceTests
{
    [Theory]
    [InlineData("offline", false)]
    [InlineData("online", true)]
    [InlineData("ONLINE", true)]
    [InlineData("away", false)]
    public async Task Reads_whether_a_user_is_online(string status, bool isOnline)
    {
        var handler = StubHandler.Answering(
            $$"""
            {"action":"get","uri":"http://XXXX/XXXX/XXXX/users/user1/status","entities":[],
            "data":{"user1":"{{status}}"},"timestamp":1542601284531,"duration":4,"count":0}
            """);

        var told = await Users(handler).IsOnlineAsync("user1", CancellationToken.None);

        Assert.Equal(["GET users/user1/status"], handler.Asked);
        Assert.Equal(isOnline, told);
    }

    [Theory]
    [InlineData("""{"data":{"ada":"online"}}""")]
    [InlineData("""{"data":{"bob":"offline","ada":"online"}}""")]
    [InlineData("""{"data":{"ada":"offline","Ada":"online"}}""")]
    public async Task A_name_may_come_back_in_lower_case(string answer) =>
        Assert.True(await Users(StubHandler.Answering(answer)).IsOnlineAsync("Ada", CancellationToken.None));

    [Theory]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"bob":"online"}}""")]
    [InlineData("""{"data":"online"}""")]
    [InlineData("""{"entities":[]}""")]
    public async Task An_answer_about_others_is_unknown(string answer)
    {
        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Users(StubHandler.Answering(answer)).IsOnlineAsync("ada", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
    }

    [Fact]
    public async Task An_unknown_user_is_not_found()
    {
        var handler = new StubHandler(HttpStatusCode.NotFound, """{"error":"service_resource_not_found"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Users(handler).IsOnlineAsync("ada", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.NotFound, failure.Kind);
    }

    [Fact]
    public async Task Reads_who_of_several_is_online()
    {
        var handler = StubHandler.Answering(
            """
            {"action":"get batch user status","data":[{"user1":"offline"},{"user2":"online"}],
            "timestamp":1552280231926,"duration":4}
            """);

        var online = await Users(handler).AreOnlineAsync(["user1", "user2", "user3"], CancellationToken.None);

        Assert.Equal(["""POST users/batch/status {"usernames":["user1","user2","user3"]}"""], handler.Asked);
        Assert.Equal(new Dictionary<string, bool> { ["user1"] = false, ["user2"] = true }, online);
    }

    [Theory]
    [InlineData("""{"user1":"offline","user2":"online"}""")]
    [InlineData("""[{"user1":"offline","user2":"online"},null,{}]""")]
    [InlineData("""[{"user1":null},{"user2":"offline"},{"user2":"online"}]""")]
    public async Task Reads_the_odd_forms_of_an_answer(string data)
    {
        var handler = StubHandler.Answering($$"""{"data":{{data}}}""");

        var online = await Users(handler).AreOnlineAsync(["user1", "user2"], CancellationToken.None);

        Assert.Equal(new Dictionary<string, bool> { ["user1"] = false, ["user2"] = true }, online);
    }

    [Fact]
    public async Task A_hundred_users_are_one_call()
    {
        var handler = StubHandler.Answering("""{"data":[]}""");

        Assert.Empty(await Users(handler).AreOnlineAsync(Some.Users(100), CancellationToken.None));

        Assert.Single(handler.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_call_asks_about_1_to_100_users(int users)
    {
        var handler = StubHandler.Answering();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Users(handler).AreOnlineAsync(Some.Users(users), CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    private static UsersClient Users(StubHandler handler) => Some.Client(handler).Users;
}
