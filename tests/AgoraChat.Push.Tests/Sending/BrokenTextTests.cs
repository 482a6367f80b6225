using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>Answers with texts that are no Unicode: JSON by its form, and not to be read as a string.</summary>
public sealed class BrokenTextTests
{
    private const string HalfPair = """\ud83d""";

    [Fact]
    public async Task A_description_costs_only_itself()
    {
        var body = """{"data":[{"id":"ada","pushStatus":"FAIL","desc":"X"},{"id":"bob","pushStatus":"SUCCESS"}]}""";
        var client = Some.Client(new StubHandler(HttpStatusCode.OK, body.Replace("X", HalfPair, StringComparison.Ordinal)));

        var results = await client.SendAsync(Some.Message, ["ada", "bob"], PushStrategy.AgoraOnly, CancellationToken.None);

        Assert.Equal([PushStatus.Fail, PushStatus.Success], results.Select(result => result.Status));
        Assert.Equal("(not valid Unicode)", results[0].Description);
    }

    [Fact]
    public async Task A_refusal_keeps_what_its_status_says()
    {
        var body = $$"""{"error":"{{HalfPair}}"}""";
        var client = Some.Client(new StubHandler(HttpStatusCode.BadRequest, body));

        var refusal = await Assert.ThrowsAsync<AgoraChatException>(
            () => client.SendAsync(Some.Message, ["ada"], PushStrategy.AgoraOnly, CancellationToken.None));

        Assert.Equal((AgoraChatErrorKind.Refused, false), (refusal.Kind, refusal.MayHaveBeenSent));
    }
}
