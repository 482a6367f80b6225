namespace AgoraChat.Push.Tests;

/// <summary>A request: the client sends it, and the simulator takes it.</summary>
/// <param name="Name">The example's file.</param>
/// <param name="Path">Where it goes, after the base.</param>
/// <param name="Call">The call that sends it.</param>
internal sealed record RequestCase(string Name, string Path, Func<FixtureScene, Task> Call) : FixtureCase(Name)
{
    public override async Task ProveAsync(Fixture fixture)
    {
        await using var scene = await FixtureScene.StartAsync();

        await Call(scene);

        var exchange = scene.Wire.At(Path);
        // The far side reads members in any order.
        fixture.AssertShows(exchange.Request, isOrdered: false);
        Assert.Equal(200, exchange.Status);
    }
}
