using static PushFunctions.Tests.Events.CloudEventPosts;

namespace PushFunctions.Tests.Events;

/// <summary>What an event must say of itself, in its members or its headers.</summary>
public sealed class CloudEventAttributeTests
{
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

    [Theory]
    [InlineData("specversion")]
    [InlineData("datacontenttype")]
    public void A_long_text_is_not_said_again(string attribute)
    {
        var problem = Problem(Posted(Structured, Replace(attribute, $"\"{new string('x', 10_000)}\"")));

        Assert.InRange(problem.Detail.Length, 1, 400);
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

    [Fact]
    public void The_type_in_a_header_is_told_apart()
    {
        Assert.True(Binary("{}").HasTypeInHeader);
        Assert.False(Posted(Structured, Good).HasTypeInHeader);
    }
}
