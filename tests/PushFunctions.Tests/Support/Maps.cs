using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Map;

namespace PushFunctions.Tests;

/// <summary>Mappings and what comes of them.</summary>
internal static class Maps
{
    /// <summary>Fills one template from data.</summary>
    public static string Text(string template, string data)
    {
        var filled = Fill(JsonSerializer.Serialize(new { text = template }), data);
        return JsonElement.Parse(filled).GetProperty("text").GetString()!;
    }

    /// <summary>Fills an object inside a message from data.</summary>
    public static string Fill(string json, string data)
    {
        var mapping = Compile($$"""{"title":"t","content":"c","x":{{json}}}""");
        var messages = Assert.IsType<Mapped.Messages>(Map(mapping, data));
        return Assert.Single(messages.Groups).Message.GetProperty("x").GetRawText();
    }

    public static CompiledMapping Compile(string message) => new(new() { Type = "t", Message = Some.Json(message) });

    /// <summary>Reads a mapping that has nothing wrong.</summary>
    public static CompiledMapping Read(string json) => MappingReader.Read(Some.Json(json)) switch
    {
        MappingRead.Ready ready => ready.Mapping,
        MappingRead.Wrong wrong => throw new InvalidOperationException(string.Join(' ', wrong.Errors)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Maps an event to one user.</summary>
    public static Mapped Map(CompiledMapping? mapping, string data, string? push = null, int? strategy = null) =>
        Map(mapping, data, ["ada"], push: push, strategy: strategy);

    /// <param name="mapping">The mapping.</param>
    /// <param name="data">The event's data.</param>
    /// <param name="users">Its users.</param>
    /// <param name="userData">What some of them bring.</param>
    /// <param name="push">The event's own message.</param>
    /// <param name="strategy">The event's own strategy.</param>
    /// <param name="time">The clock.</param>
    public static Mapped Map(
        CompiledMapping? mapping,
        string data,
        IReadOnlyList<string> users,
        IReadOnlyDictionary<string, string>? userData = null,
        string? push = null,
        int? strategy = null,
        TimeProvider? time = null) => new MessageMapper(time ?? new ManualTime()).Map(mapping, new(
            Some.Json(data),
            users,
            (userData ?? new Dictionary<string, string>()).ToDictionary(user => user.Key, user => Some.Json(user.Value)),
            push is null ? null : JsonNode.Parse(push)!.AsObject(),
            strategy)
        {
            PushId = Some.PushId,
            PushNumber = 17,
        });
}
