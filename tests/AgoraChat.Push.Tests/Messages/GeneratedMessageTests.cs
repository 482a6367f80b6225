using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace AgoraChat.Push.Tests;

public sealed class GeneratedMessageTests
{
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One limit each, broken by an amount from 1 on: typed, and as JSON.</summary>
    private static readonly IReadOnlyList<Breach> Breaches =
    [
        new("title", (message, by) => message with { Title = Long(32 + by) }, by => Long(32 + by)),
        new("subTitle", (message, by) => message with { SubTitle = Long(10 + by) }, by => Long(10 + by)),
        new("content", (message, by) => message with { Content = Long(100 + by) }, by => Long(100 + by)),
        new("ext", (message, by) => message with { Ext = Element(Pairs(10 + by)) }, by => Pairs(10 + by)),
        new("ext", (message, by) => message with { Ext = Element(Wide(by)) }, Wide),
        new(
            "config.badge.addNum",
            (message, by) => message with { Config = new() { Badge = new() { AddNum = -by } } },
            by => -by),
        new(
            "agora.style",
            (message, by) => message with { Agora = new() { Style = (AgoraStyle)(2 + by) } },
            by => 2 + by),
        new("apns.badge", (message, by) => message with { Apns = new() { Badge = -by } }, by => -by),
        new(
            "apns.invalidationTime",
            (message, by) => message with { Apns = new() { InvalidationTime = Milliseconds(int.MaxValue + (long)by) } },
            by => int.MaxValue + (long)by),
        new(
            "fcm.timeToLive",
            (message, by) => message with { Fcm = new() { TimeToLive = TimeSpan.FromSeconds(2_419_200 + by) } },
            by => $"{2_419_200 + by}"),
        new(
            "fcmV1.androidConfig.androidNotification.color",
            (message, by) => message with
            {
                FcmV1 = new() { AndroidConfig = new() { AndroidNotification = new() { Color = Long(by) } } },
            },
            by => Long(by)),
    ];

    [Fact]
    public void A_message_within_all_limits_survives_json_both_ways() => Prop.ForAll(
        Generated.Messages.ToArbitrary(),
        message =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(message, Relaxed);
            var read = JsonSerializer.Deserialize<PushMessage>(json)!;

            Assert.Empty(PushMessage.FindProblems(JsonElement.Parse(json)));
            Assert.Equal(message, read);
            Assert.Equal(message.GetHashCode(), read.GetHashCode());
            Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(read, Relaxed));
            Assert.Equal(json.Length, message.SizeInBytes);
            Assert.Equal(json.Length, read.SizeInBytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_over_one_limit_is_refused_by_all_doors_in_the_same_words() => Prop.ForAll(
        Generated.Messages.ToArbitrary(),
        Gen.Elements<Breach>(Breaches).ToArbitrary(),
        Gen.Choose(1, 1_000).ToArbitrary(),
        (message, breach, by) =>
        {
            var json = JsonObject.Create(JsonSerializer.SerializeToElement(message))!;
            json.Remove(breach.Section);
            DocumentedMembers.Put(json, breach.Path, breach.Json(by));

            var problem = Assert.Single(PushMessage.FindProblems(Element(json)));

            Assert.Equal(breach.Path, problem.Path);
            Assert.StartsWith(breach.Path + " ", problem.Message, StringComparison.Ordinal);
            Assert.Equal(problem.Message, Assert.Throws<ArgumentException>(() => breach.Make(message, by)).Message);
            Assert.Equal(
                problem.Message, Assert.Throws<JsonException>(() => json.Deserialize<PushMessage>()).Message);
        }).QuickCheckThrowOnFailure();

    // The seed is fixed: what other draws miss once in a while says nothing of the generator.
    [Fact]
    public void Every_member_of_every_section_comes_up()
    {
        var messages = Generated.Messages.Sample(1_000, new Rnd(20), 50);

        var written = messages.Select(message => JsonSerializer.SerializeToElement(message)).ToList();

        Assert.All(DocumentedMembers.All, member => Assert.Contains(written, message => Has(message, member.Path)));
    }

    private static bool Has(JsonElement message, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (!message.TryGetProperty(name, out message))
                return false;
        }

        return true;
    }

    private static string Long(int length) => new('x', length);

    private static TimeSpan Milliseconds(long count) => TimeSpan.FromMilliseconds(count);

    private static JsonObject Pairs(int count) =>
        new(Enumerable.Range(0, count).Select(no => KeyValuePair.Create($"{no}", (JsonNode?)no)));

    // {"k":"…"} is 8 characters longer than its text.
    private static JsonObject Wide(int by) => new() { ["k"] = Long(1_024 - 8 + by) };

    private static JsonElement Element(JsonNode json) => JsonSerializer.SerializeToElement(json);

    private sealed record Breach(string Path, Func<PushMessage, int, PushMessage> Make, Func<int, JsonNode> Json)
    {
        public string Section => Path.Split('.')[0];
    }
}
