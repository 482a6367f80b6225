using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>Bodies to post.</summary>
internal static class Posted
{
    public const string Json = "application/json";
    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";

    /// <summary>An event with a message of its own.</summary>
    public static string Note(string id, string content = "A message for you", string? app = null) => Write(new
    {
        id,
        type = "note",
        to = new { user = Some.User() },
        push = new { title = "Hello", content },
        strategy = 1,
        app = app ?? "default",
    });

    /// <summary>An event whose message a mapping makes.</summary>
    public static string Order(string id, string type = "order.shipped") => Write(new
    {
        id,
        type,
        to = new { users = Some.Users(2) },
        data = new { order = 17, eta = "tomorrow" },
    });

    public static string With(string id, string members) =>
        $$"""{"id":"{{id}}","type":"note","push":{"title":"Hello","content":"You"},{{members}}}""";

    /// <summary>A CloudEvent; null leaves its source out.</summary>
    public static object CloudEvent(string id, string? source = "/shop") => new
    {
        specversion = "1.0",
        id,
        source,
        type = "note",
        data = new { to = new { user = Some.User() }, push = new { title = "Hello", content = "You" } },
    };

    public static string Write(object value) => JsonSerializer.Serialize(value);
}
