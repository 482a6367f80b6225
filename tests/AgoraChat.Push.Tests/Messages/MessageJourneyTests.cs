using System.Text.Json;
using AgoraChat.Simulator;
using FsCheck;
using FsCheck.Fluent;

namespace AgoraChat.Push.Tests;

/// <summary>Any message on its way from the client through the simulator, which judges by rules of its own.</summary>
public sealed class MessageJourneyTests : SimulatorTest
{
    private const int Messages = 200;

    private AgoraChatPushClient? _client;

    protected override SimulatorOptions Options => new() { CallsPerMinute = 1_000_000 };

    [Fact]
    public void A_message_within_the_limits_arrives_as_it_was_sent() => Check(async message =>
    {
        await SendAsync(message, CharacterCounting.EachOnce);

        Assert.Equal(message, Arrived());
    });

    [Fact]
    public void Where_wide_characters_count_twice_both_take_the_same_messages()
    {
        var taken = 0;
        Simulator.Switches = Simulator.Switches with { CjkCountsTwice = true };

        Check(async message =>
        {
            if (await SendAsync(message, CharacterCounting.CjkTwice) is { } refusal)
            {
                Assert.Contains("a CJK character counts as two", refusal.Message, StringComparison.Ordinal);
                await AssertRefusedAsync(JsonSerializer.Serialize(message, MessageBreach.Relaxed));
            }
            else
            {
                taken++;
                Assert.Equal(message, Arrived());
            }
        });

        // Both were met.
        Assert.InRange(taken, 1, Messages - 1);
    }

    [Fact]
    public void Both_take_what_is_at_a_limit_and_refuse_what_is_over_it() => Prop.ForAll(
        Generated.Messages.ToArbitrary(),
        Gen.Elements<MessageBreach>(MessageBreach.All).ToArbitrary(),
        Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 1_000)).ToArbitrary(),
        (message, breach, by) => RunAsync(message, breach, by).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Messages));

    [Theory]
    [MemberData(nameof(MessageBreach.Names), MemberType = typeof(MessageBreach))]
    public async Task Each_limit_is_kept_to_the_character(string name)
    {
        var breach = MessageBreach.All.Single(each => each.Name == name);

        await RunAsync(Some.Message, breach, by: 0);
        await RunAsync(Some.Message, breach, by: 1);
    }

    private async Task RunAsync(PushMessage message, MessageBreach breach, int by)
    {
        var json = breach.Write(message, by);
        if (by == 0)
        {
            var atLimit = breach.Make(message, by);
            await SendAsync(atLimit, CharacterCounting.EachOnce);
            Assert.Equal(atLimit, Arrived());
            Assert.Equal(200, (await PostRawAsync(json)).Status);
            return;
        }

        Assert.Throws<ArgumentException>(() => breach.Make(message, by));
        await AssertRefusedAsync(json);
    }

    private static void Check(Func<PushMessage, Task> property) => Prop
        .ForAll(Generated.Messages.ToArbitrary(), message => property(message).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Messages));

    /// <returns>The client's refusal; null when it was sent.</returns>
    private async Task<ArgumentException?> SendAsync(PushMessage message, CharacterCounting counting)
    {
        _client ??= Some.Client(Simulator, options => options.CharacterCounting = counting, Time);
        try
        {
            var result = Assert.Single(
                await _client.SendAsync(message, ["ada"], PushStrategy.VendorOnly, CancellationToken.None));
            Assert.Equal(PushStatus.AsyncSuccess, result.Status);
            return null;
        }
        catch (ArgumentException refusal)
        {
            return refusal;
        }
    }

    private PushMessage Arrived() => Simulator.PushesTo("ada").Pushes[^1].Message.Deserialize<PushMessage>()!;

    private Task<(int Status, JsonElement Body)> PostRawAsync(string message) =>
        PostAsync(Push, $$"""{"targets":["ada"],"pushMessage":{{message}}}""", Token());

    private async Task AssertRefusedAsync(string message)
    {
        var before = Simulator.PushesTo("ada").Count;

        var (status, answer) = await PostRawAsync(message);

        Assert.Equal(
            (400, "bad_request", "MessageException", "bad_request"),
            (status, Text("error"), Text("exception"), Text("error_description")));
        Assert.Equal(before, Simulator.PushesTo("ada").Count);

        string? Text(string name) => answer.GetProperty(name).GetString();
    }
}
