using System.Text;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;

namespace PushFunctions.Tests.Events;

/// <summary>Captured requests to which somebody adds what no signature covers.</summary>
public sealed class AddedHeaderTests
{
    private const string CloudEvent = """
        {"specversion":"1.0","id":"9","source":"/s","type":"order","to":{"user":"ada"},"no":1,"data":{"to":{"user":"bob"}} }
        """;

    public static TheoryData<string, string?, EventOrigin> Additions()
    {
        var foreign = new ForeignForm
        {
            Id = EventPlace.Parse("/no"), Type = EventPlace.Parse("/type"), Targets = EventPlace.Parse("/to"),
        };
        var origin = new EventOrigin { Source = "hook:x", SignedId = "signed", App = "default" };
        EventOrigin[] origins =
        [
            origin with { Form = foreign },
            origin with { Form = foreign, SignedId = null },
            origin with { SignsBodyOnly = true },
        ];
        var additions = new TheoryData<string, string?, EventOrigin>();
        foreach (var one in origins)
        {
            additions.Add("application/cloudevents+json", null, one);
            additions.Add("application/cloudevents-batch+json", null, one);
            additions.Add("application/json", "another", one);
            additions.Add("application/cloudevents+json", "another", one);
        }

        return additions;
    }

    [Theory]
    [MemberData(nameof(Additions))]
    public void Where_the_body_alone_counts_they_change_nothing(string contentType, string? type, EventOrigin origin)
    {
        var before = Read("application/json", null, origin);
        var after = Read(contentType, type, origin);

        Assert.Equal((before.Id, before.Source, before.Type, before.BodyHash), (after.Id, after.Source, after.Type, after.BodyHash));
        Assert.Equal(["ada"], after.To!.Ids);
    }

    private static AppEvent Read(string contentType, string? type, EventOrigin origin)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;
        if (type is not null)
        {
            request.Headers["ce-specversion"] = "1.0";
            request.Headers["ce-id"] = "another";
            request.Headers["ce-source"] = "another";
            request.Headers["ce-type"] = type;
        }

        var posted = PostedEvents.Read(request, Encoding.UTF8.GetBytes(CloudEvent), origin);
        Assert.False(posted.HasTypeInHeader);
        return Assert.IsType<EventRead.Event>(Assert.Single(posted.Reads)).Value;
    }
}
