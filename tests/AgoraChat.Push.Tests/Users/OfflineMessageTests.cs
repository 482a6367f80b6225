namespace AgoraChat.Push.Tests;

/// <summary>What waits for a user; the answers are the documents' examples.</summary>
public sealed class OfflineMessageTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData("\"17\"", 17)]
    [InlineData("968120369184112182", 968_120_369_184_112_182)]
    public async Task Counts_what_waits(string count, long expected)
    {
        var handler = StubHandler.Answering(
            $$"""
            {"action":"get","uri":"http://XXXX/XXXX/XXXX/users/user1/offline_msg_count","entities":[],
            "data":{"user1":{{count}}},"timestamp":1542601518137,"duration":3,"count":0}
            """);

        var waiting = await Users(handler).CountOfflineMessagesAsync("user1", CancellationToken.None);

        Assert.Equal(["GET users/user1/offline_msg_count"], handler.Asked);
        Assert.Equal(expected, waiting);
    }

    [Theory]
    [InlineData("delivered", OfflineMessageState.Delivered)]
    [InlineData("undelivered", OfflineMessageState.Undelivered)]
    [InlineData("recalled", OfflineMessageState.Unknown)]
    public async Task Reads_what_became_of_a_message(string state, OfflineMessageState expected)
    {
        var handler = StubHandler.Answering(
            $$"""
            {"action":"get","uri":"http://XXXX/XXXX/XXXX/users/user1/offline_msg_status/123","entities":[],
            "data":{"123":"{{state}}"},"timestamp":1542601830084,"duration":5,"count":0}
            """);

        var read = await Users(handler).GetOfflineMessageStateAsync("user1", "123", CancellationToken.None);

        Assert.Equal(["GET users/user1/offline_msg_status/123"], handler.Asked);
        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task Ids_do_not_lead_the_path_elsewhere()
    {
        var handler = StubHandler.Answering("""{"data":{"1/2":"delivered"}}""");

        await Users(handler).GetOfflineMessageStateAsync("50%", "1/2", CancellationToken.None);

        Assert.Equal(["GET users/50%25/offline_msg_status/1%2F2"], handler.Asked);
    }

    [Theory]
    [InlineData("", "123", "The user is empty.")]
    [InlineData("ada", "..", "The message is \"..\"")]
    public async Task Ids_no_address_can_hold_are_refused(string user, string message, string said)
    {
        var handler = StubHandler.Answering();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => Users(handler).GetOfflineMessageStateAsync(user, message, CancellationToken.None));

        Assert.StartsWith(said, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task A_name_that_is_refused_costs_no_token()
    {
        var handler = StubHandler.Answering("""{"access_token":"t","expires_in":60}""");
        var users = Some.Client(
            handler, options => (options.ClientId, options.ClientSecret) = ("id", "secret")).Users;

        await Assert.ThrowsAsync<ArgumentException>(
            () => users.CountOfflineMessagesAsync("..", CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    private static UsersClient Users(StubHandler handler) => Some.Client(handler).Users;
}
