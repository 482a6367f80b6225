using System.Text.Json;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class MissingVariableTests
{
    [Theory]
    [InlineData("{{data.eta}}", "{}", "data.eta")]
    [InlineData("{{data.eta}}", """{"eta":null}""", "data.eta")]
    [InlineData("{{data.a.b.c}}", """{"a":{}}""", "data.a.b.c")]
    [InlineData("{{data.items.[2]}}", """{"items":[1,2]}""", "data.items.2")]
    [InlineData("{{lookup data.items 5}}", """{"items":[1,2]}""", "data.items.5")]
    [InlineData("{{#each data.items}}{{name}}{{/each}}", """{"items":[{"name":"a"},{}]}""", "data.items.1.name")]
    [InlineData("{{#with data.who}}{{first}}{{/with}}", """{"who":{"last":"x"}}""", "data.who.first")]
    [InlineData("{{data.order.id}}", """{"order":"17"}""", "id")]
    [InlineData("{{user.name}}", "{}", "user.name")]
    public void What_is_printed_and_missing_is_empty_with_a_warning_that_names_it(string template, string data, string name)
    {
        var messages = Assert.IsType<Mapped.Messages>(Maps.Map(Mapping(template, "empty"), data));

        Assert.Equal([$"{name} is missing; nothing stands in its place."], messages.Warnings);
    }

    [Theory]
    [InlineData("{{#if data.eta}}{{data.eta}}{{/if}}", "{}")]
    [InlineData("{{#unless data.eta}}none{{/unless}}", "{}")]
    [InlineData("{{#each data.items}}{{this}}{{/each}}", "{}")]
    [InlineData("{{#each data.items}}x{{else}}none{{/each}}", """{"items":null}""")]
    [InlineData("{{#with data.who}}{{first}}{{/with}}", "{}")]
    [InlineData("{{data.eta}}", """{"eta":""}""")]
    [InlineData("{{data.eta}}", """{"eta":0}""")]
    [InlineData("{{data.eta}}", """{"eta":false}""")]
    [InlineData("{{data.eta}}", """{"eta":[]}""")]
    [InlineData("{{#each data.items}}{{@index}}{{/each}}", """{"items":[null]}""")]
    public void What_is_only_asked_for_or_empty_is_not_missing(string template, string data)
    {
        var messages = Assert.IsType<Mapped.Messages>(Maps.Map(Mapping(template, "refuse"), data));

        Assert.Empty(messages.Warnings);
    }

    [Fact]
    public void A_mapping_may_refuse_what_lacks_something()
    {
        var lacking = Assert.IsType<Mapped.Lacking>(
            Maps.Map(Mapping("{{data.b}} {{data.a}} {{data.b}} {{data.c}}", "refuse"), """{"c":1}"""));

        Assert.Equal(["/data/a", "/data/b"], lacking.Pointers);
        Assert.Null(lacking.User);
    }

    [Fact]
    public void What_the_event_replaces_is_neither_missing_nor_filled()
    {
        var mapping = Maps.Read("""
            {"type":"t","message":{"title":"{{data.t}}","content":"{{user.name}}","x":"{{#each data.l}}{{../data.l}}{{/each}}"},
             "onMissing":"refuse"}
            """);
        var data = System.Text.Json.JsonSerializer.Serialize(new { l = Enumerable.Range(0, 200) });

        var messages = Assert.IsType<Mapped.Messages>(Maps.Map(
            mapping, data, ["ada", "bob"], push: """{"title":"mine","content":"also","x":1}"""));

        Assert.Equal("""{"title":"mine","content":"also","x":1}""", Assert.Single(messages.Groups).Message.GetRawText());
        Assert.Empty(messages.Warnings);
        Assert.IsType<Mapped.Lacking>(Maps.Map(mapping, "{}", ["ada"], push: """{"content":"also","x":1}"""));
    }

    [Fact]
    public void A_refusal_for_one_user_names_that_user()
    {
        var mapped = Maps.Map(
            Mapping("{{user.name}}", "refuse"), "{}", ["ada", "bob"],
            new Dictionary<string, string> { ["ada"] = """{"name":"A"}""" });

        Assert.Equal("bob", Assert.IsType<Mapped.Lacking>(mapped).User);
    }

    [Fact]
    public void Of_many_missing_variables_the_first_ten_are_named()
    {
        var template = string.Join(' ', Enumerable.Range(10, 15).Select(no => $"{{{{data.v{no}}}}}"));

        var messages = Assert.IsType<Mapped.Messages>(Maps.Map(Mapping(template, "empty"), "{}"));

        Assert.Equal(11, messages.Warnings.Count);
        Assert.Equal("5 more variables are missing.", messages.Warnings[^1]);
    }

    private static CompiledMapping Mapping(string template, string onMissing) => Maps.Read(JsonSerializer.Serialize(
        new { type = "t", message = new { title = "t", content = "c", x = template }, onMissing }));
}
