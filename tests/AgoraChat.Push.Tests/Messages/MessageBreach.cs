using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgoraChat.Push.Tests;

/// <summary>One limit that a message is brought to (by 0) or over (by 1 and more), typed and as JSON.</summary>
internal sealed record MessageBreach(
    string Name, string Member, Func<PushMessage, int, PushMessage> Make, Func<PushMessage, int, JsonNode> Value)
{
    private const string Filler = "filler";

    // What "filler":"", adds.
    private const int FillerBytes = 12;

    public static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<MessageBreach> All { get; } =
    [
        new("title", "title", (message, by) => message with { Title = Long(32 + by) }, (_, by) => Long(32 + by)),
        new(
            "subTitle",
            "subTitle",
            (message, by) => message with { SubTitle = Long(10 + by) },
            (_, by) => Long(10 + by)),
        new(
            "content",
            "content",
            (message, by) => message with { Content = Long(100 + by) },
            (_, by) => Long(100 + by)),
        new("ext pairs", "ext", (message, by) => message with { Ext = Element(Pairs(by)) }, (_, by) => Pairs(by)),
        new("ext characters", "ext", (message, by) => message with { Ext = Element(Wide(by)) }, (_, by) => Wide(by)),
        new("total size", Filler, Fill, (message, by) => Filling(message, by)),
    ];

    public static TheoryData<string> Names => [.. All.Select(breach => breach.Name)];

    /// <summary>The message as JSON, for who does not make it an object first.</summary>
    public string Write(PushMessage message, int by)
    {
        var json = JsonObject.Create(JsonSerializer.SerializeToElement(message))!;
        json[Member] = Value(message, by);
        return json.ToJsonString(Relaxed);
    }

    private static PushMessage Fill(PushMessage message, int by) => message with
    {
        Extra = new OrderedDictionary<string, JsonElement>(message.Extra)
        {
            [Filler] = Element(JsonValue.Create(Filling(message, by))),
        },
    };

    private static string Filling(PushMessage message, int by) =>
        Long((16 * 1_024) + by - message.SizeInBytes - FillerBytes);

    private static string Long(int length) => new('x', length);

    private static JsonObject Pairs(int by) =>
        new(Enumerable.Range(0, 10 + by).Select(no => KeyValuePair.Create($"{no}", (JsonNode?)no)));

    // {"k":"…"} is 8 characters longer than its text.
    private static JsonObject Wide(int by) => new() { ["k"] = Long(1_024 - 8 + by) };

    private static JsonElement Element(JsonNode json) => JsonSerializer.SerializeToElement(json);
}
