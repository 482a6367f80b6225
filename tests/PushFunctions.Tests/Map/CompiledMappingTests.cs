using System.Text.Json;
using FsCheck.Fluent;
using PushFunctions.Templates;

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
    [InlineData("{{#data.who}}{{first}}{{/data.who}}", """{"who":{"first":"Ada"}}""", "Ada")]
    [InlineData("{{lookup data.items 1}}", """{"items":["a","b"]}""", "b")]
    [InlineData("{{#each data.items as |item no|}}{{no}}{{item}}{{/each}}", """{"items":["a","b"]}""", "0a1b")]
    [InlineData("{{! a remark }}x{{!-- {{another}} --}}", "{}", "x")]
    [InlineData("braces { } } {", "{}", "braces { } } {")]
    public void Templates_are_filled_from_the_data(string template, string data, string text) =>
        Assert.Equal(text, Maps.Text(template, data));

    [Theory]
    [InlineData("0", false)]
    [InlineData("0.00", false)]
    [InlineData("-0", false)]
    [InlineData("0e5", false)]
    [InlineData("1", true)]
    [InlineData("-1", true)]
    [InlineData("0.1", true)]
    [InlineData("1e-300", true)]
    [InlineData("1e400", true)]
    [InlineData("\"0\"", true)]
    [InlineData("\"\"", false)]
    [InlineData("[]", false)]
    [InlineData("[0]", true)]
    [InlineData("{}", true)]
    [InlineData("{\"a\":1}", true)]
    public void Nothing_zero_and_what_is_empty_are_false(string value, bool isTrue) => Assert.Equal(
        isTrue ? "yes" : "no", Maps.Text("{{#if data.x}}yes{{else}}no{{/if}}", $$"""{"x":{{value}}}"""));

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-0")]
    [InlineData("0e5")]
    [InlineData("17.10")]
    [InlineData("1E+2")]
    [InlineData("123456789012345678901234567890")]
    public void A_number_is_printed_as_it_was_written(string number) =>
        Assert.Equal($"[{number}]", Maps.Text("[{{data.x}}]", $$"""{"x":{{number}}}"""));

    [Theory]
    [InlineData("{{data.x}}", """{"x":["a",1,["b"]]}""", "a,1,b")]
    [InlineData("{{data.x}}", """{"x":{"a":"b"}}""", """{"a":"b"}""")]
    [InlineData("{{data.x.length}}", """{"x":["a","b"]}""", "2")]
    [InlineData("{{data.x.Count}}{{data.x.Length}}", """{"x":"abc"}""", "")]
    [InlineData("{{#each data.x}}{{y}};{{/each}}", """{"x":[{"y":2},1,"s",null,{"y":3}]}""", "2;;;;3;")]
    [InlineData("{{#each data.x}}{{@key}}={{this}} {{/each}}", """{"x":{"a":1,"b":"c"}}""", "a=1 b=c ")]
    [InlineData("{{#each data.x}}{{../data.y}}{{@root.data.y}}{{@index}} {{/each}}", """{"x":[1,1],"y":"z"}""", "zz0 zz1 ")]
    [InlineData("{{lookup data.x data.key}}", """{"x":{"a":"b"},"key":"a"}""", "b")]
    [InlineData("{{lookup data.x data.key}}", """{"x":["a","b"],"key":1}""", "b")]
    [InlineData("{{data.[a b]}}{{data.[a/b]}}", """{"a b":1,"a/b":2}""", "12")]
    public void Lists_and_objects_are_read_by_what_they_hold(string template, string data, string text) =>
        Assert.Equal(text, Maps.Text(template, data));

    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    public void Data_that_is_no_object_leaves_the_holes_empty(string data) =>
        Assert.Equal("[]", Maps.Text("[{{data.order}}]", data));

    [Fact]
    public void Each_text_of_the_message_is_a_template_and_all_else_stays() => Assert.Equal(
        """{"o":"x","n":1.50,"l":["x",null,true],"{{data.o}}":""}""",
        Maps.Fill("""{"o":"{{data.o}}","n":1.50,"l":["{{data.o}}",null,true],"{{data.o}}":""}""", """{"o":"x"}"""));

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

        var failure = Assert.Throws<TemplateException>(() => Maps.Compile(message));

        Assert.Equal("/message/ext/texts/1", failure.Path);
    }

    [Theory]
    [InlineData("Order {{shout data.order}}", "position 9: there is no helper 'shout'")]
    [InlineData("Order {{#if data.gift}}yes", "position 7: the block '{{#if data.gift}}' is not closed")]
    [InlineData("a\nb {{#if data.gift}}{{data..order}}{{/if}} {{data.x", "Reached end of template")]
    [InlineData("Order {{> other}}", "position 9: there are no partials")]
    public void The_message_says_what_is_wrong_and_where_in_the_template(string template, string why)
    {
        var failure = Assert.Throws<TemplateException>(() => Maps.Compile(Message(template)));

        Assert.Contains(why, failure.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_filled_from_any_data_or_refused_at_the_start() => Holds.ForAll(
        from parts in Gen.Elements(Parts).NonEmptyListOf()
        from data in Gen.Elements(Datas)
        select (Text: string.Concat(parts), Data: data),
        draw =>
        {
            if (Record.Exception(() => Maps.Compile(Message(draw.Text))) is { } refused) Assert.IsType<TemplateException>(refused);
            else Assert.NotNull(Maps.Text(draw.Text, draw.Data));
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
}
