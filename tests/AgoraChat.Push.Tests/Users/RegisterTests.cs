using System.Net;

namespace AgoraChat.Push.Tests;

public sealed class RegisterTests : SimulatorTest
{
    private AgoraChatPushClient Client => Some.Client(Simulator, time: Time);

    [Fact]
    public async Task Registers_a_user_who_then_exists()
    {
        Simulator.Switches = new() { OnlyRegisteredUsers = true };

        var profile = await Client.Users.RegisterAsync("ada", "secret", CancellationToken.None);

        Assert.Equal(("ada", Time.Now), (profile.Username, profile.Created));
        Assert.True(await Client.Users.ExistsAsync("ada", CancellationToken.None));
    }

    [Theory]
    [InlineData("ada", "duplicate_unique_property_exists")]
    [InlineData("Ada", "illegal_argument")]
    public async Task A_name_that_is_taken_or_not_allowed_is_refused(string name, string error)
    {
        Simulator.Register("ada");

        var refusal = await Assert.ThrowsAsync<AgoraChatException>(
            () => Client.Users.RegisterAsync(name, "secret", CancellationToken.None));

        Assert.Equal((AgoraChatErrorKind.Refused, error), (refusal.Kind, refusal.Error));
    }

    [Theory]
    [InlineData("", "secret")]
    [InlineData("ada", "")]
    public async Task An_empty_name_or_password_is_not_sent(string name, string password)
    {
        using var handler = new StubHandler(HttpStatusCode.OK, "{}");

        await Assert.ThrowsAsync<ArgumentException>(
            () => Some.Client(handler).Users.RegisterAsync(name, password, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }
}
