using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>Who exists; the answers are the documents' examples.</summary>
public sealed class UserProfileTests
{
    private const string Answer =
        """
        {"action":"get","path":"/users","uri":"http://XXXX/XXXX/XXXX/users/XXXX","entities":[
        {"uuid":"0ffe2d80-XXXX-XXXX-8d66-279e3e1c214b","type":"user","created":1542795196504,"modified":1542795196504,
        "username":"XXXX","activated":true,"nickname":"testuser","notification_ignore_63112447328257":true,
        "pushInfo":[{"device_Id":"9"}]}],"timestamp":1542798985011,"duration":1,"count":1}
        """;

    [Fact]
    public async Task Reads_a_user_with_all_that_is_said()
    {
        var handler = StubHandler.Answering(Answer);

        var user = await Users(handler).FindAsync("XXXX", CancellationToken.None);

        Assert.Equal(["GET users/XXXX"], handler.Asked);
        Assert.Equal(("XXXX", "testuser"), (user!.Username, user.DisplayName));
        Assert.Equal(["type", "notification_ignore_63112447328257", "pushInfo"], user.Extra.Keys);
        Assert.Equal("9", user.Extra["pushInfo"][0].GetProperty("device_Id").GetString());
    }

    [Theory]
    [InlineData("""{"error":"service_resource_not_found","error_description":"Service resource not found"}""")]
    [InlineData("""{"exception":"org.apache.usergrid.services.exceptions.ServiceResourceNotFoundException"}""")]
    public async Task A_user_who_does_not_exist_is_null(string body)
    {
        var users = Users(new StubHandler(HttpStatusCode.NotFound, body));

        Assert.Null(await users.FindAsync("ada", CancellationToken.None));
        Assert.False(await users.ExistsAsync("ada", CancellationToken.None));
    }

    [Theory]
    [InlineData(404, """{"error":"organization_application_not_found"}""", AgoraChatErrorKind.NotFound)]
    [InlineData(404, """{"error_description":"url is invalid"}""", AgoraChatErrorKind.NotFound)]
    [InlineData(404, "<html>", AgoraChatErrorKind.NotFound)]
    [InlineData(429, """{"error":"reach_limit"}""", AgoraChatErrorKind.Throttled)]
    public async Task Another_failure_says_nothing_about_the_user(int status, string body, AgoraChatErrorKind kind)
    {
        var users = Users(new StubHandler((HttpStatusCode)status, body));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => users.ExistsAsync("ada", CancellationToken.None));

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task A_user_who_is_answered_for_exists() =>
        Assert.True(await Users(StubHandler.Answering(Answer)).ExistsAsync("XXXX", CancellationToken.None));

    private static UsersClient Users(StubHandler handler) => Some.Client(handler).Users;
}
