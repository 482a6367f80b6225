using System.Text.Json;
using FsCheck.Fluent;
using HandlebarsDotNet;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class CompiledMappingTests
{
    [Theory]
    [InlineData("Order {{data.order}}", """{"order":17}""", "Order 17")]
    [InlineData("{{data.price}}", """{"price":1.50}""", "1.50")]
    [InlineData("{{data.big}}", """{"big":12345678901234567890.123}""", "12345678901234567890.123")]
    [InlineData("{{data.small}}", """{"small":1e-7}""", "1e-7")]
    [InlineData("{{data.name}}", """{"name":"<b> & \"c\" 漢😀"}""", "<b> & \"c\" 漢😀")]
    [InlineData("{{data.who.first}}", """{"who":{"first":"Ada"}}""", "Ada")]
    [InlineData("{{data.items.[1].name}}", """{"items":[{"name":"a"},{"name":"b"}]}""", "b")]
    [InlineData("{{#each data.items}}{{this}},{{/each}}", """{"items":["a","b"]}""", "a,b,")]
    [InlineData("{{#if data.gift}}yes{{else}}no{{/if}}", """{"gift":true}""", "yes")]
    [InlineData("{{#if data.gift}}yes{{else}}no{{/if}}", """{"gift":false}""", "no")]
    [InlineData("{{#if data.gift}}yes{{else}}no{{/if}}", """{"gift":null}""", "no")]
    [InlineData("{{#if data.gift}}yes{{else}}no{{/if}}", "{}", "no")]
    [InlineData("[{{data.missing}}{{data.a.b.c}}]", "{}", "[]")]
    [InlineData("[{{data.gone}}]", """{"gone":null}""", "[]")]
    [InlineData("no template (see below now)", "{}", "no template (see below now)")]
    [InlineData("{{#data.items}}{{this}}{{/data.items}}", """{"items":["a","b"]}""", "ab")]
    [InlineData("{{#unless data.x}}a{{else}}b{{/unless}}", "{}", "a")]
    [InlineData("{{#if data.x}}a{{else if data.y}}b{{/if}}", """{"y":true}""", "b")]
    [InlineData("{{#with data.who}}{{first}}{{/with}}", """{"who":{"first":"Ada"}}""", "Ada")]
    [InlineData("{{lookup data.items 1}}", """{"items":["a","b"]}""", "b")]
    [InlineData("{{#each data.items as |item no|}}{{no}}{{item}}{{/each}}", """{"items":["a","b"]}""", "0a1b")]
    [InlineData("{{! a remark }}x{{!-- {{another}} --}}", "{}", "x")]
    [InlineData("braces { } } {", "{}", "braces { } } {")]
    public void Templates_are_filled_from_the_data(string template, string data, string text) =>
        Assert.Equal(text, Render(Message(template), data)["title"]!.GetValue<string>());

    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    public void Data_that_is_no_object_leaves_the_holes_empty(string data) =>
        Assert.Equal("[]", Render(Message("[{{data.order}}]"), data)["title"]!.GetValue<string>());

    [Fact]
    public void Each_text_of_the_message_is_a_template_and_all_else_stays()
    {
        var rendered = Render("""{"ext":{"o":"{{data.o}}","n":1.50,"l":["{{data.o}}",null,true]}}""", """{"o":"x"}""");

        Assert.Equal("""{"ext":{"o":"x","n":1.50,"l":["x",null,true]}}""", rendered.ToJsonString());
    }

    [Fact]
    public void Names_of_members_are_no_templates() =>
        Assert.Equal("""{"{{data.o}}":"x"}""", Render("""{"{{data.o}}":"x"}""", """{"o":"y"}""").ToJsonString());

    [Fact]
    public void Rendering_again_gives_another_object_with_the_same_text()
    {
        var mapping = Compile(Message("{{data.o}}"));
        var first = mapping.Render(Some.Json("""{"o":"x"}"""));

        first["title"] = "changed";

        Assert.Equal("x", mapping.Render(Some.Json("""{"o":"x"}"""))["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{{")]
    [InlineData("{{data.order")]
    [InlineData("{{#if data.gift}}yes")]
    [InlineData("{{#each data.items}}x{{/if}}")]
    [InlineData("{{/if}}")]
    [InlineData("{{> other}}")]
    [InlineData("{{shout data.order}}")]
    [InlineData("{{#shout data.items}}x{{/shout}}")]
    [InlineData("{{#if (eq data.a data.b)}}x{{/if}}")]
    [InlineData("{{{shout data.order}}}")]
    [InlineData("{{~shout data.order}}")]
    [InlineData("{{lookup data.items}}")]
    [InlineData("{{#if data.x}}{{lookup data.items}}{{/if}}")]
    [InlineData("{{#if (lookup data.items)}}x{{/if}}")]
    [InlineData("{{#if data.gift}}{{shout data.order}}{{/if}}")]
    [InlineData("{{#if}}x{{/if}}")]
    [InlineData("{{#each data.items as}}x{{/each}}")]
    public void A_template_that_cannot_be_filled_does_not_compile_and_the_message_says_where(string template)
    {
        var message = JsonSerializer.Serialize(new { ext = new { texts = new[] { "fine", template } } });

        var failure = Assert.ThrowsAny<HandlebarsException>(() => Compile(message));

        Assert.StartsWith("/message/ext/texts/1: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_filled_from_any_data_or_refused_at_the_start() => Holds.ForAll(
        from parts in Gen.Elements(Parts).NonEmptyListOf()
        from data in Gen.Elements(Datas)
        select (Text: string.Concat(parts), Data: data),
        draw =>
        {
            if (Record.Exception(() => Compile(Message(draw.Text))) is { } refused) Assert.IsAssignableFrom<HandlebarsException>(refused);
            else Assert.NotNull(Render(Message(draw.Text), draw.Data)["title"]!.GetValue<string>());
        },
        tests: 1000);

    private static readonly string[] Parts =
    [
        "{{", "}}", "{{{", "}}}", "#if ", "{{/if}}", "{{#if data.x}}", "{{#each data.x}}", "{{/each}}", "{{else}}", "{{this}}", "data.x",
        "data.x.[0]", " ", "x", "(", ")", "'", "\"", "~", "!", "&", "^", ">", "@index", "..", "/", "|", "as", "=", "\\", "{{data.x}}",
        "{{lookup data.x 0}}", "{{lookup data}}", "{{#with data.x}}", "{{/with}}", "{{#data.x}}", "{{/data.x}}", "{{#unless data.x}}",
        "{{/unless}}", "{{data.x.y}}",
    ];

    private static readonly string[] Datas =
        ["{}", "null", "[]", """{"x":1}""", """{"x":"s"}""", """{"x":[1,{"y":2}]}""", """{"x":{"y":{"z":1}}}""", """{"x":true}""", """{"x":null}"""];

    private static string Message(string title) => JsonSerializer.Serialize(new { title });

    private static CompiledMapping Compile(string message) => new(new("t", Some.Json(message), 2, Overflow.Refuse));

    private static System.Text.Json.Nodes.JsonObject Render(string message, string data) =>
        Compile(message).Render(Some.Json(data));
}
