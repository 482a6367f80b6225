using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>An app whose far side counts otherwise than the message did.</summary>
public sealed class CountedByTheAppTests
{
    private const string Taken = """{"data":[{"pushStatus":"ASYNC_SUCCESS"}]}""";

    [Fact]
    public async Task A_message_too_long_by_the_apps_count_is_not_sent()
    {
        var handler = new StubHandler(HttpStatusCode.OK, Taken);
        var client = Some.Client(handler, options => options.CharacterCounting = CharacterCounting.CjkTwice);
        var message = Some.Message with { Title = new string('订', 17) };

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => client.SendAsync(message, ["ada"], PushStrategy.VendorOnly, CancellationToken.None));

        Assert.Contains("title", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("34", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Calls);
    }

    [Theory]
    [InlineData(CharacterCounting.EachOnce, 32)]
    [InlineData(CharacterCounting.CjkTwice, 16)]
    public async Task A_message_within_the_apps_count_is_sent(CharacterCounting counting, int length)
    {
        var handler = new StubHandler(HttpStatusCode.OK, Taken);
        var client = Some.Client(handler, options => options.CharacterCounting = counting);
        var message = Some.Message with { Title = new string('订', length) };

        await client.SendAsync(message, ["ada"], PushStrategy.VendorOnly, CancellationToken.None);

        Assert.Single(handler.Calls);
    }
}
