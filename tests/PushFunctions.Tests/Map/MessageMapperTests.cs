using System.Text.Json.Nodes;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class MessageMapperTests : IDisposable
{
    private static readonly IReadOnlyList<string> Users = Some.Users(2);

    private readonly TempFolder _folder = new();
    private readonly MessageMapper _mapper;

    public MessageMapperTests()
    {
        _folder.Write("a.json", """{"type":"order","message":{"title":"{{data.t}}","content":"{{data.c}}","ext":{"k":"v"}},"strategy":1}""");
        _folder.Write("b.json", """{"type":"cut","message":{"title":"{{data.t}}","subTitle":"{{data.s}}","content":"{{data.c}}"},"onOverflow":"truncate"}""");
        _mapper = new(new(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_message_is_made_by_the_mapping_of_its_type()
    {
        var message = Message(_mapper.Map("order", Data("hello", "there"), Users, inline: null, strategy: null));

        Assert.Equal("""{"title":"hello","content":"there","ext":{"k":"v"}}""", message.Groups[0].Message.GetRawText());
        Assert.Equal(1, message.Strategy);
        Assert.Empty(message.Warnings);
    }

    [Fact]
    public void What_the_event_says_lies_over_the_mapping_field_by_field()
    {
        var message = Message(
            _mapper.Map("order", Data("hello", "there"), Users, Inline("""{"title":"mine","ext":{"x":1}}"""), strategy: 4));

        Assert.Equal("""{"title":"mine","content":"there","ext":{"x":1}}""", message.Groups[0].Message.GetRawText());
        Assert.Equal(4, message.Strategy);
    }

    [Fact]
    public void With_a_message_of_its_own_any_type_will_do()
    {
        var message = Message(_mapper.Map(
            "unheard", Data("", ""), Users, Inline("""{"title":"mine","content":"{{data.c}}"}"""), strategy: null));

        Assert.Equal("""{"title":"mine","content":"{{data.c}}"}""", message.Groups[0].Message.GetRawText());
        Assert.Equal(2, message.Strategy);
    }

    [Fact]
    public void Without_both_the_known_types_are_named() => Assert.Equal(
        ["cut", "order"], Assert.IsType<Mapped.NoMapping>(_mapper.Map("unheard", Data("", ""), Users, null, null)).KnownTypes);

    [Theory]
    [InlineData(32, 100, true)]
    [InlineData(33, 100, false)]
    [InlineData(32, 101, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, false)]
    public void Limits_are_checked_after_rendering(int title, int content, bool passes)
    {
        var mapped = _mapper.Map("order", Data(new('t', title), new('c', content)), Users, null, null);

        if (passes) Assert.IsType<Mapped.Messages>(mapped);
        else Assert.True(Assert.IsType<Mapped.Refused>(mapped).Rendered);
    }

    [Fact]
    public void A_message_of_the_events_own_that_is_wrong_was_not_rendered()
    {
        var refused = Assert.IsType<Mapped.Refused>(
            _mapper.Map("unheard", Data("", ""), Users, Inline("""{"title":7}"""), null));

        Assert.False(refused.Rendered);
        Assert.Equal(["title", "content"], refused.Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData(32, 32, null)]
    [InlineData(33, 32, "title had 33 characters and was cut to 32.")]
    [InlineData(500, 32, "title had 500 characters and was cut to 32.")]
    public void A_mapping_may_cut_texts_with_a_warning(int length, int cut, string? warning)
    {
        var message = Message(_mapper.Map("cut", Data(new('t', length), "c"), Users, null, null));

        var title = message.Groups[0].Message.GetProperty("title").GetString()!;
        Assert.Equal(cut, title.Length);
        Assert.Equal(warning is not null, title.EndsWith('…'));
        Assert.Equal(warning is null ? [] : [warning], message.Warnings);
    }

    [Fact]
    public void All_three_texts_are_cut_between_characters()
    {
        var message = Message(_mapper.Map("cut", Data(Many("😀", 40), Many("e\u0301", 60), Many("漢", 11)), Users, null, null));

        Assert.Equal(Many("😀", 15) + "…", message.Groups[0].Message.GetProperty("title").GetString());
        Assert.Equal(Many("漢", 9) + "…", message.Groups[0].Message.GetProperty("subTitle").GetString());
        Assert.Equal(Many("e\u0301", 49) + "…", message.Groups[0].Message.GetProperty("content").GetString());
        Assert.Equal(3, message.Warnings.Count);
    }

    [Fact]
    public void Fields_that_are_no_texts_are_refused_and_not_cut()
    {
        var refused = Assert.IsType<Mapped.Refused>(
            _mapper.Map("cut", Data("t", "c"), Users, Inline("""{"title":["x"]}"""), null));

        Assert.Equal("title", Assert.Single(refused.Problems).Path);
    }

    [Fact]
    public void A_section_that_is_wrong_is_refused_by_its_path_and_cutting_is_no_way_out()
    {
        var refused = Assert.IsType<Mapped.Refused>(_mapper.Map(
            "order", Data("t", "c"), Users, Inline("""{"apns":{"interruptionLevel":"loud","badge":-1}}"""), null));

        Assert.Equal(["apns.badge", "apns.interruptionLevel"], refused.Problems.Select(problem => problem.Path));
        Assert.False(refused.CanBeCut);
    }

    [Fact]
    public void A_text_that_is_too_long_could_be_cut() => Assert.True(
        Assert.IsType<Mapped.Refused>(_mapper.Map("order", Data(new('t', 33), "c"), Users, null, null)).CanBeCut);

    [Fact]
    public void A_number_may_come_from_a_template()
    {
        _folder.Write(
            "c.json", """{"type":"count","message":{"title":"t","content":"c","apns":{"badge":"{{data.t}}"}}}""");
        var mapper = new MessageMapper(new(_folder.Path));

        Assert.IsType<Mapped.Messages>(mapper.Map("count", Data("17", "c"), Users, null, null));
        var refused = Assert.IsType<Mapped.Refused>(mapper.Map("count", Data("many", "c"), Users, null, null));
        Assert.Equal("apns.badge", Assert.Single(refused.Problems).Path);
    }

    private static Mapped.Messages Message(Mapped mapped) => Assert.IsType<Mapped.Messages>(mapped);

    private static System.Text.Json.JsonElement Data(string title, string content, string subTitle = "") =>
        Some.Json(new JsonObject { ["t"] = title, ["c"] = content, ["s"] = subTitle }.ToJsonString());

    private static JsonObject Inline(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Many(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
