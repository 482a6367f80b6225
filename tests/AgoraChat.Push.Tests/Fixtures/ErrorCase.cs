using System.Net;
using System.Text.Json;
using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>A refusal: the simulator gives it, and the client reads its status, its kind and its three texts.</summary>
/// <param name="Name">The example's file.</param>
/// <param name="Status">The HTTP status, which the examples do not show.</param>
/// <param name="Kind">What the client makes of it.</param>
internal sealed record ErrorCase(string Name, int Status, AgoraChatErrorKind Kind) : FixtureCase(Name)
{
    private const string Endpoint = "users/{user}/status";

    /// <summary>What makes it arise; null: nothing does, so a fault says it.</summary>
    public Action<FixtureScene>? Provoke { get; init; }

    public Func<AgoraChatPushClient, Task> Call { get; init; } =
        client => client.Users.IsOnlineAsync("ada", CancellationToken.None);

    public override async Task ProveAsync(Fixture fixture)
    {
        await using var scene = await FixtureScene.StartAsync();
        var example = JsonElement.Parse(fixture.Readable);
        (Provoke ?? (it => it.Simulator.Faults.Add(Saying(example))))(scene);

        var real = await RefusalAsync(scene.Client);

        fixture.AssertShows(scene.Wire.Last.Answer);
        AssertRead(JsonElement.Parse(scene.Wire.Last.Answer), real);
        using var stub = new StubHandler((HttpStatusCode)Status, fixture.Readable);
        AssertRead(example, await RefusalAsync(scene.Over(stub)));
    }

    private Fault Saying(JsonElement example) => new()
    {
        Endpoint = Endpoint,
        Status = Status,
        Error = Text(example, "error"),
        Exception = Text(example, "exception"),
        Description = Text(example, "error_description"),
    };

    private Task<AgoraChatException> RefusalAsync(AgoraChatPushClient client) =>
        Assert.ThrowsAsync<AgoraChatException>(() => Call(client));

    private void AssertRead(JsonElement body, AgoraChatException refusal)
    {
        Assert.Equal((Status, Kind, false), (refusal.StatusCode, refusal.Kind, refusal.MayHaveBeenSent));
        Assert.Equal(Text(body, "error"), refusal.Error);
        Assert.Equal(Text(body, "exception"), refusal.ExceptionName);
        Assert.Equal(Text(body, "error_description"), refusal.Description);
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
