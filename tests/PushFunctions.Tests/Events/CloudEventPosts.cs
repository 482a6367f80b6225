using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

/// <summary>CloudEvents as they are posted, and what is read of them.</summary>
internal static class CloudEventPosts
{
    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";

    public const string Good = """
        {"specversion":"1.0","id":"17","source":"/shop","type":"order","datacontenttype":"application/json",
         "data":{"to":{"user":"ada"},"data":{"eta":1.50},"push":{"title":"t"},"strategy":1,"app":"shop"} }
        """;

    public static string Replace(string attribute, string value)
    {
        var members = JsonElement.Parse(Good).EnumerateObject()
            .Where(member => member.Name != attribute || value.Length > 0)
            .Select(member => $"\"{member.Name}\":{(member.Name == attribute ? value : member.Value.GetRawText())}");
        return $"{{{string.Join(',', members)}}}";
    }

    public static PostedEvents Binary(
        string body, Action<IHeaderDictionary>? change = null, EventOrigin? origin = null)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = "application/json";
        request.Headers["ce-specversion"] = "1.0";
        request.Headers["ce-id"] = "17";
        request.Headers["ce-source"] = "/shop";
        request.Headers["ce-type"] = "order";
        change?.Invoke(request.Headers);
        return PostedEvents.Read(request, Encoding.UTF8.GetBytes(body), origin ?? EventOrigin.Events);
    }

    public static PostedEvents Posted(string type, string body, EventOrigin? origin = null)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = type;
        return PostedEvents.Read(request, Encoding.UTF8.GetBytes(body), origin ?? EventOrigin.Events);
    }

    public static AppEvent Event(PostedEvents posted) =>
        Assert.Single(posted.Reads) is EventRead.Event read
            ? read.Value
            : throw new InvalidOperationException(Problem(posted).Detail);

    public static Problem Problem(PostedEvents posted) =>
        Assert.IsType<EventRead.Refused>(Assert.Single(posted.Reads)).Problem;

    public static IEnumerable<string> Paths(PostedEvents posted) => Problem(posted).Errors.Select(error => error.Path);
}
