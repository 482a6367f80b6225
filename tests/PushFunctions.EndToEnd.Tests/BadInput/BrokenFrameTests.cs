using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Grammar;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Bodies whose end cannot be told.</summary>
public sealed class BrokenFrameTests(Door door) : IClassFixture<Door>
{
    [Theory]
    [InlineData("/api/events")]
    [InlineData("/api/sources/plain")]
    public async Task Chunks_that_are_none_are_the_senders_mistake(string target)
    {
        using var wire = new WireClient(door.Host.BaseAddress);
        var request = WireRequest.Json(target, """{"id":"a"}""") with { Framing = Framing.BadChunks };

        var answer = await wire.SendAsync(request, CancellationToken.None);

        Assert.Equal(400, answer.Status);
        Assert.Contains("\"malformed_json\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("did not arrive whole", answer.Body, StringComparison.Ordinal);
    }
}
