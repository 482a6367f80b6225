using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

public sealed class CloudEventTests
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    private const string Good = """
        {"specversion":"1.0","id":"17","source":"/shop","type":"order","datacontenttype":"application/json",
         "data":{"to":{"user":"ada"},"data":{"eta":1.50},"push":{"title":"t"},"strategy":1,"app":"shop"} }
        """;

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

    [Fact]
    public void An_id_or_type_inside_the_data_changes_nothing()
    {
        var inside = Good.Replace("\"to\":", "\"id\":\"9\",\"type\":\"nine\",\"to\":", StringComparison.Ordinal);

        var read = Event(Posted(Structured, inside));

        Assert.Equal(("17", "order"), (read.Id, read.Type));
        Assert.Equal(Event(Posted(Structured, Good)).BodyHash, read.BodyHash);
    }

    [Theory]
    [InlineData("specversion")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    public void An_event_without_a_required_attribute_is_refused_by_its_name(string attribute)
    {
        foreach (var value in (string[])["", "null", "17", "\"\"", "\"a\\nb\"", "{}"])
        {
            var body = Replace(attribute, value);
            Assert.Equal([$"/{attribute}"], Paths(Posted(Structured, body)));
            Assert.Equal([$"/0/{attribute}"], Paths(Posted(Batch, $"[{body}]")));
        }
    }

    [Theory]
    [InlineData("specversion")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    public void A_header_that_is_missing_empty_or_doubled_is_refused_by_its_name(string attribute)
    {
        var header = $"ce-{attribute}";
        foreach (var values in (string[][])[[], [""], ["1.0", "1.0"], ["%ff"]])
        {
            var posted = Binary("""{"to":{"user":"ada"}}""", headers =>
            {
                headers.Remove(header);
                if (values.Length > 0) headers[header] = values;
            });

            Assert.Equal([$"header:{header}"], Paths(posted));
        }
    }

    [Theory]
    [InlineData("0.3")]
    [InlineData("1.1")]
    [InlineData("1")]
    public void Another_version_is_refused_by_its_number(string version)
    {
        var problem = Problem(Posted(Structured, Replace("specversion", $"\"{version}\"")));

        Assert.Contains($"'{version}'; it must be '1.0'", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_of_ten_thousand_characters_is_refused_with_the_limit()
    {
        var problem = Problem(Posted(Structured, Replace("source", $"\"{new string('x', 10_000)}\"")));

        Assert.Contains("10000 characters", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("1024", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("specversion")]
    [InlineData("datacontenttype")]
    public void A_long_text_is_not_said_again(string attribute)
    {
        var problem = Problem(Posted(Structured, Replace(attribute, $"\"{new string('x', 10_000)}\"")));

        Assert.InRange(problem.Detail.Length, 1, 400);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        const string Body = """{"specversion":"1.0","type":"t","data":{"to":{"user":"Ada"},"push":1} }""";

        Assert.Equal(["/id", "/source", "/data/to/user", "/data/push"], Paths(Posted(Structured, Body)));
    }

    [Theory]
    [InlineData("order%2017", "order 17")]
    [InlineData("Gr%C3%BC%C3%9Fe", "Grüße")]
    [InlineData("\"quoted \\\" text\"", "quoted \" text")]
    [InlineData("%2525", "%25")]
    [InlineData("100%", "100%")]
    [InlineData("100%!x", "100%!x")]
    [InlineData("Grüße 👋🏽 %41", "Grüße 👋🏽 A")]
    [InlineData("a/b?c#d", "a/b?c#d")]
    [InlineData("\"", "\"")]
    public void Headers_are_decoded_once(string header, string id) =>
        Assert.Equal(id, Event(Binary("""{"to":{"user":"ada"}}""", headers => headers["ce-id"] = header)).Id);

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
    [InlineData("[]", "0 events")]
    [InlineData("{}", "array")]
    [InlineData("17", "array")]
    public void A_batch_is_an_array_with_something_in_it(string body, string said)
    {
        var posted = Posted(Batch, body);

        Assert.False(posted.IsBatch);
        Assert.Contains(said, Problem(posted).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_has_at_most_a_thousand_events()
    {
        var many = string.Join(',', Enumerable.Repeat("{}", 1_001));

        Assert.Contains("1,001 events; 1 to 1,000", Problem(Posted(Batch, $"[{many}]")).Detail, StringComparison.Ordinal);
        Assert.Equal(1_000, Posted(Batch, $"[{many[3..]}]").Reads.Count);
    }

    [Fact]
    public void What_is_wrong_with_one_event_of_a_batch_leaves_the_others_as_they_are()
    {
        const string Broken = """{"specversion":"1.0","id":"1","source":"s","type":"t","more":"\ud800"}""";

        var posted = Posted(Batch, $"[{Good},17,{Broken},{Good}]");

        Assert.True(posted.IsBatch);
        Assert.Equal(
            [true, false, false, true], posted.Reads.Select(read => read is EventRead.Event));
        Assert.Equal(ProblemCodes.MalformedJson, Assert.IsType<EventRead.Refused>(posted.Reads[2]).Problem.Code);
    }

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
    public void A_signed_id_wins_and_stands_before_the_number_in_a_batch()
    {
        var origin = new EventOrigin { Source = "hook:demo", SignedId = "msg_1", App = "shop" };

        var one = Event(Posted(Structured, Good, origin));
        var batch = Posted(Batch, $"[{Good},{Good}]", origin).Reads.Select(read => ((EventRead.Event)read).Value);

        Assert.Equal(("msg_1", "hook:demo", "shop"), (one.Id, one.Source, one.App));
        Assert.Equal(["msg_1.0", "msg_1.1"], batch.Select(read => read.Id));
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

    [Fact]
    public void The_type_in_a_header_is_told_apart()
    {
        Assert.True(Binary("{}").HasTypeInHeader);
        Assert.False(Posted(Structured, Good).HasTypeInHeader);
    }

    private static string Replace(string attribute, string value)
    {
        var members = JsonElement.Parse(Good).EnumerateObject()
            .Where(member => member.Name != attribute || value.Length > 0)
            .Select(member => $"\"{member.Name}\":{(member.Name == attribute ? value : member.Value.GetRawText())}");
        return $"{{{string.Join(',', members)}}}";
    }

    private static PostedEvents Binary(
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

    private static PostedEvents Posted(string type, string body, EventOrigin? origin = null)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = type;
        return PostedEvents.Read(request, Encoding.UTF8.GetBytes(body), origin ?? EventOrigin.Events);
    }

    private static AppEvent Event(PostedEvents posted) =>
        Assert.Single(posted.Reads) is EventRead.Event read
            ? read.Value
            : throw new InvalidOperationException(Problem(posted).Detail);

    private static Problem Problem(PostedEvents posted) =>
        Assert.IsType<EventRead.Refused>(Assert.Single(posted.Reads)).Problem;

    private static IEnumerable<string> Paths(PostedEvents posted) => Problem(posted).Errors.Select(error => error.Path);
}
