using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>An answer of <c>POST token</c>: the client shows the token, and gets the next at half its life.</summary>
/// <param name="Name">The example's file.</param>
internal sealed record GrantCase(string Name) : FixtureCase(Name)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1_024_000);

    public override async Task ProveAsync(Fixture fixture)
    {
        await using var scene = await FixtureScene.StartAsync();
        (scene.Options.ClientId, scene.Options.ClientSecret) =
            (new SimulatorOptions().ClientId, new SimulatorOptions().ClientSecret);
        scene.Options.ClientTokenLifetime = Lifetime;

        await AskAsync(scene.Client);

        fixture.AssertShows(scene.Wire.At("token").Answer);
        await AssertReadAsync(scene, fixture);
    }

    private static async Task AssertReadAsync(FixtureScene scene, Fixture fixture)
    {
        var status = Fixture.Load("answers/user-status.json").Readable;
        // A header holds no ellipsis.
        var example = fixture.Readable.Replace("YWMt…", "YWMt-", StringComparison.Ordinal);
        var stub = StubHandler.Answering(example, status, status, example, status);
        var client = scene.Over(stub);

        await AskAsync(client);
        scene.Time.Advance((Lifetime / 2) - TimeSpan.FromSeconds(1));
        await AskAsync(client);
        // From half its life on the next token is got beside the calls; at its end it is waited for.
        scene.Time.Advance(Lifetime / 2);
        await client.PrepareAsync(CancellationToken.None);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(client);

        Assert.Equal(
            [null, "YWMt-", "YWMt-", null, "YWMt-"],
            stub.Calls.Select(call => call.Request.Headers.Authorization?.Parameter));
    }

    private static Task<bool> AskAsync(AgoraChatPushClient client) =>
        client.Users.IsOnlineAsync("user1", CancellationToken.None);
}
