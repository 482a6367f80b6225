using System.Text.Json;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class MessageMapperTests
{
    private static readonly CompiledMapping Order = Maps.Read("""
        {"type":"order","message":{"title":"{{data.t}}","content":"{{data.c}}","ext":{"k":"v"}},"strategy":1}
        """);

    private static readonly CompiledMapping Cut = Maps.Read("""
        {"type":"cut","message":{"title":"{{data.t}}","subTitle":"{{data.s}}","content":"{{data.c}}"},"onOverflow":"truncate"}
        """);

    [Fact]
    public void A_message_is_made_by_the_mapping()
    {
        var messages = Messages(Maps.Map(Order, Data("hello", "there")));

        Assert.Equal("""{"title":"hello","content":"there","ext":{"k":"v"}}""", Only(messages).GetRawText());
        Assert.Equal(["ada"], messages.Groups[0].Users);
        Assert.Equal(1, messages.Strategy);
        Assert.Null(messages.ExpiresAfter);
        Assert.Empty(messages.Warnings);
    }

    [Fact]
    public void What_the_event_says_lies_over_the_mapping_field_by_field()
    {
        var messages = Messages(
            Maps.Map(Order, Data("hello", "there"), """{"title":"mine","ext":{"x":1}}""", strategy: 4));

        Assert.Equal("""{"title":"mine","content":"there","ext":{"x":1}}""", Only(messages).GetRawText());
        Assert.Equal(4, messages.Strategy);
    }

    [Fact]
    public void A_message_of_the_events_own_needs_no_mapping_and_is_no_template()
    {
        var messages = Messages(Maps.Map(null, "{}", """{"title":"mine","content":"{{data.c}}"}"""));

        Assert.Equal("""{"title":"mine","content":"{{data.c}}"}""", Only(messages).GetRawText());
        Assert.Equal(2, messages.Strategy);
    }

    [Fact]
    public void How_long_a_push_is_worth_sending_comes_from_the_mapping()
    {
        var mapping = Maps.Read("""{"type":"t","message":{"title":"t","content":"c"},"expiresAfter":"PT2H"}""");

        Assert.Equal(TimeSpan.FromHours(2), Messages(Maps.Map(mapping, "{}")).ExpiresAfter);
    }

    [Theory]
    [InlineData(32, 100, true)]
    [InlineData(33, 100, false)]
    [InlineData(32, 101, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, false)]
    public void Limits_are_checked_after_rendering(int title, int content, bool passes)
    {
        var mapped = Maps.Map(Order, Data(new('t', title), new('c', content)));

        if (passes) Assert.IsType<Mapped.Messages>(mapped);
        else Assert.True(Assert.IsType<Mapped.Refused>(mapped).Rendered);
    }

    [Fact]
    public void A_message_of_the_events_own_that_is_wrong_was_not_rendered()
    {
        var refused = Assert.IsType<Mapped.Refused>(Maps.Map(null, "{}", """{"title":7}"""));

        Assert.False(refused.Rendered);
        Assert.Equal(["title", "content"], refused.Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData(32, 32, null)]
    [InlineData(33, 32, "title had 33 characters and was cut to 32.")]
    [InlineData(500, 32, "title had 500 characters and was cut to 32.")]
    public void A_mapping_may_cut_texts_with_a_warning(int length, int cut, string? warning)
    {
        var messages = Messages(Maps.Map(Cut, Data(new('t', length), "c")));

        var title = Only(messages).GetProperty("title").GetString()!;
        Assert.Equal(cut, title.Length);
        Assert.Equal(warning is not null, title.EndsWith('…'));
        Assert.Equal(warning is null ? [] : [warning], messages.Warnings);
    }

    [Theory]
    [InlineData("😀", 15)]
    [InlineData("e\u0301", 15)]
    [InlineData("👨‍👩‍👧", 3)]
    [InlineData("🇦🇹", 7)]
    [InlineData("👍🏽", 7)]
    [InlineData("한", 31)]
    public void A_title_is_cut_between_characters_as_a_reader_sees_them(string character, int kept)
    {
        var messages = Messages(Maps.Map(Cut, Data(Many(character, 40), "c")));

        Assert.Equal(Many(character, kept) + "…", Only(messages).GetProperty("title").GetString());
    }

    [Fact]
    public void All_three_texts_are_cut()
    {
        var messages = Messages(Maps.Map(Cut, Data(Many("😀", 40), Many("e\u0301", 60), Many("漢", 11))));

        Assert.Equal(Many("漢", 9) + "…", Only(messages).GetProperty("subTitle").GetString());
        Assert.Equal(Many("e\u0301", 49) + "…", Only(messages).GetProperty("content").GetString());
        Assert.Equal(3, messages.Warnings.Count);
    }

    [Fact]
    public void Fields_that_are_no_texts_are_refused_and_not_cut()
    {
        var refused = Assert.IsType<Mapped.Refused>(Maps.Map(Cut, Data("t", "c"), """{"title":["x"]}"""));

        Assert.Equal("title", Assert.Single(refused.Problems).Path);
    }

    [Fact]
    public void A_section_that_is_wrong_is_refused_by_its_path_and_cutting_is_no_way_out()
    {
        var refused = Assert.IsType<Mapped.Refused>(Maps.Map(
            Order, Data("t", "c"), """{"apns":{"interruptionLevel":"loud","badge":-1}}"""));

        Assert.Equal(["apns.badge", "apns.interruptionLevel"], refused.Problems.Select(problem => problem.Path));
        Assert.False(refused.CanBeCut);
    }

    [Fact]
    public void A_text_that_is_too_long_could_be_cut() => Assert.True(
        Assert.IsType<Mapped.Refused>(Maps.Map(Order, Data(new('t', 33), "c"))).CanBeCut);

    [Fact]
    public void A_number_may_come_from_a_template()
    {
        var mapping = Maps.Read(
            """{"type":"count","message":{"title":"t","content":"c","apns":{"badge":"{{data.t}}"}}}""");

        Assert.IsType<Mapped.Messages>(Maps.Map(mapping, Data("17", "c")));
        var refused = Assert.IsType<Mapped.Refused>(Maps.Map(mapping, Data("many", "c")));
        Assert.Equal("apns.badge", Assert.Single(refused.Problems).Path);
    }

    private static Mapped.Messages Messages(Mapped mapped) => Assert.IsType<Mapped.Messages>(mapped);

    private static JsonElement Only(Mapped.Messages messages) => Assert.Single(messages.Groups).Message;

    private static string Data(string title, string content, string subTitle = "") =>
        JsonSerializer.Serialize(new { t = title, c = content, s = subTitle });

    private static string Many(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
