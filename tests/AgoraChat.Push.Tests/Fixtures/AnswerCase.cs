using System.Net;
using System.Text.Json;

namespace AgoraChat.Push.Tests;

/// <summary>An answer: the simulator gives it, and the client reads the same out of both.</summary>
/// <param name="Name">The example's file.</param>
/// <param name="Call">The call that is answered so; what it returns.</param>
/// <param name="Check">What the client reads out of it.</param>
internal sealed record AnswerCase<T>(string Name, Func<AgoraChatPushClient, Task<T>> Call, Action<T> Check)
    : FixtureCase(Name)
{
    /// <summary>Brings the far side to where it answers so.</summary>
    public Func<FixtureScene, Task> Arrange { get; init; } = _ => Task.CompletedTask;

    /// <summary>The part of the answer that the example shows.</summary>
    public Func<JsonElement, JsonElement> Part { get; init; } = answer => answer;

    /// <summary>The whole answer around an example that is a part.</summary>
    public Func<string, string> Whole { get; init; } = part => part;

    public override async Task ProveAsync(Fixture fixture)
    {
        await using var scene = await FixtureScene.StartAsync();
        await Arrange(scene);

        var real = await Call(scene.Client);

        // In the examples all addresses are those of the internet.
        var answer = scene.Wire.Last.Answer.Replace("http://", "https://", StringComparison.Ordinal);
        fixture.AssertShows(Part(JsonElement.Parse(answer)).GetRawText());
        Check(real);
        using var example = new StubHandler(HttpStatusCode.OK, Whole(fixture.Readable));
        Check(await Call(scene.Over(example)));
    }
}
