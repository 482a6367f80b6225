using System.Text.Json;
using PushFunctions.Map;
using PushFunctions.Templates;

namespace PushFunctions.Tests.Map;

/// <summary>Templates that would hold a request up, or take all memory.</summary>
public sealed class TemplateLimitTests
{
    private static readonly string Hundred = JsonSerializer.Serialize(new { l = Enumerable.Range(0, 100) });

    [Theory]
    [InlineData(8_192, true)]
    [InlineData(8_193, false)]
    public void A_template_has_at_most_8192_characters(int length, bool passes) =>
        AssertCompiles("{{data.x}}".PadRight(length), passes, "8,193 characters; at most 8,192");

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_template_has_at_most_200_expressions(int expressions, bool passes) =>
        AssertCompiles(Many("{{data.x}}", expressions), passes, "201 expressions; at most 200");

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    [InlineData(99, false)]
    public void Blocks_are_at_most_8_deep(int depth, bool passes) =>
        AssertCompiles(Many("{{#if data.x}}", depth) + Many("{{/if}}", depth), passes, "deep inside each other; at most 8");

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    [InlineData(500, false)]
    public void Expressions_are_at_most_8_deep(int depth, bool passes) => AssertCompiles(
        "{{lookup " + Many("(lookup ", depth) + "data" + Many(" 'x')", depth) + " 'x'}}", passes, "deep inside each other");

    [Fact]
    public void A_long_chain_of_else_if_compiles_and_is_filled()
    {
        var template = "{{#if data.x}}a" + string.Concat(Enumerable.Range(0, 150).Select(no => $"{{{{else if data.y{no}}}}}{no}"))
            + "{{/if}}";

        Assert.Equal("149", Maps.Text(template, """{"y149":true}"""));
    }

    [Fact]
    public void A_mapping_has_at_most_1000_expressions()
    {
        var texts = Enumerable.Repeat(Many("{{data.x}}", 200), 5).Append("{{data.x}}");

        var failure = Assert.Throws<TemplateException>(() => Maps.Compile(JsonSerializer.Serialize(new { x = texts })));

        Assert.Contains("1,001 expressions; at most 1,000", failure.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#each data.l}}{{#each ../data.l}}0123456789{{/each}}{{/each}}", "65,536 characters")]
    [InlineData("{{#each data.l}}{{#each ../data.l}}{{/each}}{{/each}}", "10,000 turns")]
    [InlineData("{{#each data.l}}{{#each ../data.l}}{{#if .}}{{/if}}{{/each}}{{/each}}", "10,000 turns")]
    [InlineData("{{#each data.l}}{{../data.l}}{{/each}}", "10,000 turns")]
    [InlineData("{{#data.l}}{{#each @root.data.l}}{{#each @root.data.l}}{{/each}}{{/each}}{{/data.l}}", "10,000 turns")]
    public void A_bomb_is_stopped_and_its_template_named(string template, string limit)
    {
        var mapped = Maps.Map(Maps.Compile(JsonSerializer.Serialize(new { x = template })), Hundred);

        var unfilled = Assert.IsType<Mapped.Unfilled>(mapped);
        Assert.Equal("/message/x", unfilled.Path);
        Assert.StartsWith("was stopped: ", unfilled.Why, StringComparison.Ordinal);
        Assert.Contains(limit, unfilled.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_any_length_in_the_data_is_stopped_too()
    {
        var data = JsonSerializer.Serialize(new { x = new string('x', 65_537) });

        Assert.IsType<Mapped.Unfilled>(Maps.Map(Maps.Compile("""{"x":"{{data.x}}"}"""), data));
        Assert.IsType<Mapped.Unfilled>(Maps.Map(Maps.Compile("""{"x":"{{data}}"}"""), data));
    }

    [Theory]
    [InlineData("{{lookup data '}}{{#if data.x}}'}}")]
    [InlineData("{{data.[}}{{#if data.x}}]}}")]
    [InlineData("{{lookup data \"{{/if}}\"}}")]
    [InlineData("{{lookup data.x ')' }}{{lookup data 'a\\'b'}}")]
    [InlineData("{{data.it's}}{{data.it's}}")]
    [InlineData("{{{{data.x}}}}")]
    [InlineData("{{data.x}")]
    public void Nothing_hides_in_quotes_brackets_or_braces(string template)
    {
        var failure = Assert.Throws<TemplateException>(() => Maps.Compile(JsonSerializer.Serialize(new { x = template })));

        Assert.StartsWith("is wrong at position ", failure.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#if data.x}}", "{{!-- {{/if}} --}}")]
    [InlineData("{{#if data.x}}", "\\{{/if}}")]
    [InlineData("{{#if data.x}}", "{{{/if}}}")]
    [InlineData("{{#if data.x}}", "{{! x }}")]
    public void What_closes_no_block_for_the_engine_does_not_do_so_here(string open, string between)
    {
        var template = Many(open + between, 9) + Many("{{/if}}", 9);

        var failure = Assert.Throws<TemplateException>(() => Maps.Compile(JsonSerializer.Serialize(new { x = template })));

        Assert.Contains("blocks 9 deep", failure.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{lookup data 'a(b)c'}}", "1")]
    [InlineData("{{lookup data \"it's\"}}", "2")]
    [InlineData("{{data.[it's]}}", "2")]
    [InlineData("{{!-- it's {{#if}} --}}{{data.x}}", "3")]
    public void Quotes_and_brackets_may_hold_all_else(string template, string text) =>
        Assert.Equal(text, Maps.Text(template, """{"a(b)c":1,"it's":2,"x":3}"""));

    [Theory]
    [InlineData("{{#if user.id}}{{/if}}{{#each data.l}}{{/each}}", "2,000,000 steps")]
    [InlineData("{{#if user.id}}{{data.text}}{{/if}}", "16,777,216 characters")]
    public void The_messages_of_one_event_together_are_bounded_alike_on_every_host(string template, string limit)
    {
        var mapping = Maps.Compile(JsonSerializer.Serialize(new { title = "t", content = "c", x = template }));
        var data = JsonSerializer.Serialize(new { l = new int[9_000], text = new string('x', 15_000) });

        var mapped = Maps.Map(mapping, data, Some.Users(1_200));

        Assert.Contains(limit, Assert.IsType<Mapped.Unfilled>(mapped).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_that_only_look_things_up_are_bounded_too()
    {
        var looks = Many("{{#if user.name}}{{/if}}", 90);
        var mapping = Maps.Compile(JsonSerializer.Serialize(
            new { title = "t", content = "c", x = new[] { looks, looks, looks, looks, looks } }));

        Assert.Contains(
            "2,000,000 steps", Assert.IsType<Mapped.Unfilled>(Maps.Map(mapping, "{}", Some.Users(10_000))).Why,
            StringComparison.Ordinal);
        Assert.IsType<Mapped.Messages>(Maps.Map(mapping, "{}", Some.Users(500)));
    }

    [Fact]
    public void A_message_for_each_of_ten_thousand_users_is_within_the_limits()
    {
        var ext = Enumerable.Range(0, 10).ToDictionary(no => $"k{no}", _ => "{{data.order}} {{user.name}}");
        var mapping = Maps.Compile(JsonSerializer.Serialize(new { title = "{{user.id}}", content = "{{data.order}}", ext }));

        Assert.IsType<Mapped.Messages>(Maps.Map(mapping, """{"order":17}""", Some.Users(10_000)));
    }

    [Fact]
    public void A_host_that_is_too_slow_gives_up_for_now()
    {
        var mapping = Maps.Compile("""{"title":"{{user.id}}","content":"{{#each data.l}}.{{/each}}"}""");

        // Each look at the clock takes a millisecond, and each turn and each text looks.
        Assert.IsType<Mapped.Overdue>(Maps.Map(mapping, Hundred, Some.Users(1_000), time: new SlowTime()));
    }

    private static void AssertCompiles(string template, bool passes, string why)
    {
        var failure = Record.Exception(() => Maps.Compile(JsonSerializer.Serialize(new { x = template })));

        if (passes) Assert.Null(failure);
        else Assert.Contains(why, Assert.IsType<TemplateException>(failure).Why, StringComparison.Ordinal);
    }

    private static string Many(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private sealed class SlowTime : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => ++_looks;
    }
}
