using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary><c>POST users</c> of the simulator.</summary>
public sealed class RegistrationTests : SimulatedAppTest
{
    [Fact]
    public async Task A_registered_user_is_answered()
    {
        var answer = await TakeAsync("POST", "users", """{"username":"user1","password":"p","nickname":"testuser"}""");

        Assert.Equal(
            ["action", "application", "path", "uri", "entities", "timestamp", "duration", "organization",
                "applicationName"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("post", Text(answer, "action"));
        var user = Assert.Single(answer.GetProperty("entities").EnumerateArray());
        Assert.Equal(("user1", "testuser"), (Text(user, "username"), Text(user, "nickname")));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await TakeAsync("POST", "users", User("ada"));

        await AssertRefusedAsync(
            400,
            "duplicate_unique_property_exists",
            "Application 8be024f0-e978-11e8-b697-5d598d5f8402 Entity user requires that property named username be "
            + "unique, value of ada exists",
            "POST",
            "users",
            User("ada"));
    }

    [Fact]
    public async Task Of_several_users_those_whose_name_is_taken_are_told_apart()
    {
        await TakeAsync("POST", "users", User("bob"));

        var answer = await TakeAsync("POST", "users", $"[{User("ada")},{User("bob")},{User("cy")}]");

        Assert.Equal(
            ["ada", "cy"],
            answer.GetProperty("entities").EnumerateArray().Select(user => Text(user, "username")));
        Assert.Equal(
            """[{"username":"bob","registerUserFailReason":"the bob already exists"}]""",
            answer.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("""{"password":"p"}""", "required_property_not_found")]
    [InlineData("""{"username":"","password":"p"}""", "required_property_not_found")]
    [InlineData("""{"username":"Ada","password":"p"}""", "illegal_argument")]
    [InlineData("""{"username":"a b","password":"p"}""", "illegal_argument")]
    [InlineData("""{"username":"ada"}""", "illegal_argument")]
    [InlineData("""{"username":"ada","password":"p","nickname":7}""", "illegal_argument")]
    [InlineData("""[{"username":"ada","password":"p"},7]""", "illegal_argument")]
    [InlineData("[]", "illegal_argument")]
    [InlineData("7", "illegal_argument")]
    public async Task A_bad_registration_is_refused_and_nobody_is_registered(string body, string error)
    {
        Switches = Switches with { OnlyRegisteredUsers = true };

        var (status, answer) = await CallAsync("POST", "users", body);

        Assert.Equal((400, error), (status, Text(answer, "error")));
        Assert.Equal(404, (await CallAsync("GET", "users/ada")).Status);
    }

    [Theory]
    [InlineData(60, 200)]
    [InlineData(61, 400)]
    public async Task A_call_registers_at_most_60_users(int count, int status)
    {
        var answer = await CallAsync("POST", "users", $"[{string.Join(',', Some.Users(count).Select(User))}]");

        Assert.Equal(status, answer.Status);
    }

    private static string User(string name) => JsonSerializer.Serialize(new { username = name, password = "p" });
}
