using System.Text;
using System.Text.Json;
using PushFunctions.Events;
using PushFunctions.Problems;
using static PushFunctions.Tests.Events.CloudEventPosts;

namespace PushFunctions.Tests.Events;

public sealed class CloudEventTests
{
    [Fact]
    public void An_object_with_to_is_read_as_our_members()
    {
        var read = Event(Posted(Structured, Good));

        Assert.Equal(("17", "ce:/shop", "order", "shop"), (read.Id, read.Source, read.Type, read.App));
        Assert.Equal(["ada"], read.To!.Ids);
        Assert.Equal("""{"eta":1.50}""", read.Data.GetRawText());
        Assert.Equal(1, read.Strategy);
        Assert.Equal("""{"title":"t"}""", read.Push!.ToJsonString());
    }

    [Fact]
    public void All_modes_make_the_same_event()
    {
        var data = JsonElement.Parse(Good).GetProperty("data").GetRawText();
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(data));

        var events = new[]
        {
            Event(Posted(Structured, Good)),
            Event(Posted($"{Structured}; charset=UTF-8", Good.Replace("\"datacontenttype\":\"application/json\",", "", StringComparison.Ordinal))),
            Event(Posted(Structured, $$"""{"data_base64":"{{base64}}","type":"order","source":"/shop","id":"17","specversion":"1.0","data":null}""")),
            Event(Posted(Batch, $"[{Good}]")),
            Event(Binary(data)),
            Event(Binary(data.Replace(",", " ,\n  ", StringComparison.Ordinal))),
        };

        Assert.Single(events.Select(read => (read.Id, read.Source, read.App, read.BodyHash)).Distinct());
    }

    [Fact]
    public void Another_type_or_other_data_is_another_body()
    {
        var changed = new[] { ("\"order\"", "\"orders\""), ("1.50", "1.5"), ("ada", "bob"), ("\"strategy\":1", "\"strategy\":2") };

        var hashes = changed.Select(change =>
            Event(Posted(Structured, Good.Replace(change.Item1, change.Item2, StringComparison.Ordinal))).BodyHash);

        Assert.Equal(5, hashes.Append(Event(Posted(Structured, Good)).BodyHash).Distinct().Count());
    }

    [Theory]
    [InlineData("\"somewhere\"")]
    [InlineData("{\"street\":\"Main\"}")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Business_data_may_have_a_to_of_its_own(string to)
    {
        var read = Event(Posted(Structured, Replace("data", $$"""{"to":{{to}},"n":1}""")));

        Assert.Null(read.To);
        Assert.Equal($$"""{"to":{{to}},"n":1}""", read.Data.GetRawText());
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("members")]
    [InlineData("everyone")]
    public void Whom_it_is_for_is_read_and_is_no_business_data(string kind) => Assert.Equal(
        [$"/data/to/{kind}"], Paths(Posted(Structured, Replace("data", $$"""{"to":{"{{kind}}":1} }"""))));

    [Theory]
    [InlineData("/type", "/type", "header:ce-type")]
    [InlineData("/to", "/data/to", "/to")]
    [InlineData("/data/x", "/data/data/x", "/data/x")]
    [InlineData("/expiresAt", "/data/expiresAt", "/expiresAt")]
    public void What_is_found_wrong_later_has_its_place(string path, string structured, string binary)
    {
        Assert.Equal(structured, Event(Posted(Structured, Good)).Place(path));
        Assert.Equal($"/0{structured}", Event(Posted(Batch, $"[{Good}]")).Place(path));
        Assert.Equal(binary, Event(Binary("""{"to":{"user":"ada"}}""")).Place(path));
    }

    [Theory]
    [InlineData("/data/x", "/data/x", "/x")]
    [InlineData("/data", "/data", "")]
    [InlineData("/to", "/data/to", "/to")]
    public void So_has_what_is_wrong_with_data_alone(string path, string structured, string binary)
    {
        Assert.Equal(structured, Event(Posted(Structured, Replace("data", "{\"x\":1}"))).Place(path));
        Assert.Equal(binary, Event(Binary("{\"x\":1}")).Place(path));
    }

    [Fact]
    public void An_id_or_type_inside_the_data_changes_nothing()
    {
        var inside = Good.Replace("\"to\":", "\"id\":\"9\",\"type\":\"nine\",\"to\":", StringComparison.Ordinal);

        var read = Event(Posted(Structured, inside));

        Assert.Equal(("17", "order"), (read.Id, read.Type));
        Assert.Equal(Event(Posted(Structured, Good)).BodyHash, read.BodyHash);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        const string Body = """{"specversion":"1.0","type":"t","data":{"to":{"user":"Ada"},"push":1} }""";

        Assert.Equal(["/id", "/source", "/data/to/user", "/data/push"], Paths(Posted(Structured, Body)));
    }

    [Theory]
    [InlineData("\"text/plain\"", "'text/plain'")]
    [InlineData("\"application/xml\"", "'application/xml'")]
    [InlineData("17", "missing")]
    public void Data_that_is_not_JSON_is_refused(string type, string said)
    {
        var problem = Problem(Posted(
            Structured, Good.Replace("\"application/json\"", type, StringComparison.Ordinal)));

        Assert.Equal((415, ProblemCodes.UnsupportedMediaType), (problem.Status, problem.Code));
        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"***\"", "base64")]
    [InlineData("17", "base64")]
    [InlineData("\"AAAA\"", "does not hold JSON")]
    [InlineData("\"eyJhIjoxLCJhIjoyfQ==\"", "does not hold JSON")]
    public void Base64_that_holds_no_JSON_is_refused(string value, string said)
    {
        var body = $$"""{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":{{value}}}""";

        var problem = Problem(Posted(Structured, body));

        Assert.Contains("/data_base64", problem.Errors.Select(error => error.Path));
        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_in_two_forms_is_refused() => Assert.Contains(
        "/data_base64",
        Paths(Posted(Structured, Good.Replace("\"data\":{\"to\"", "\"data_base64\":\"e30=\",\"data\":{\"to\"", StringComparison.Ordinal))));

    [Theory]
    [InlineData(Structured)]
    [InlineData(Batch)]
    [InlineData("application/json")]
    public void What_is_not_JSON_is_refused_in_every_mode(string type)
    {
        foreach (var body in (string[])["{", "{\"a\":1,\"a\":2}", new string('[', 70), "\"\\ud800\""])
        {
            var posted = type == "application/json" ? Binary(body) : Posted(type, body);
            Assert.True(
                Problem(posted).Code is ProblemCodes.MalformedJson or ProblemCodes.InvalidEvent, Problem(posted).Code);
            if (body.Length < 20 && body[0] == '{') Assert.Equal(ProblemCodes.MalformedJson, Problem(posted).Code);
        }
    }

    [Fact]
    public void An_event_of_an_unsigned_source_is_known_by_both_sources()
    {
        var read = Event(Posted(Structured, Good, new() { Source = "hook:demo", App = "default" }));

        Assert.Equal(("17", "hook:demo ce:/shop", "default"), (read.Id, read.Source, read.App));
    }

    [Fact]
    public void A_header_names_no_other_type_than_a_signed_body()
    {
        const string Body = """{"type":"order.secret","to":{"user":"ada"},"data":{"type":"visa"}}""";
        var signed = new EventOrigin { Source = "hook:demo", SignedId = "msg_1", App = "shop" };

        Assert.Equal(["header:ce-type"], Paths(Binary(Body, origin: signed)));
        Assert.Equal("order", Event(Binary(Body.Replace("order.secret", "order", StringComparison.Ordinal), origin: signed)).Type);
        Assert.Equal("order", Event(Binary(Body)).Type);
    }
}
