using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgoraChat.Push.Tests;

public sealed class SectionRuleTests
{
    [Theory]
    [InlineData("""{"style":1}""", "bigTxt")]
    [InlineData("""{"style":"1","bigTxt":null}""", "bigTxt")]
    [InlineData("""{"style":1,"bigTxt":"","bigPicture":"p"}""", "bigTxt")]
    [InlineData("""{"style":2,"bigTxt":"t"}""", "bigPicture")]
    [InlineData("""{"style":1,"bigTxt":"t"}""", null)]
    [InlineData("""{"style":2,"bigPicture":"p"}""", null)]
    [InlineData("""{"style":0}""", null)]
    [InlineData("""{"bigTxt":"t"}""", null)]
    public void A_big_style_needs_what_it_shows(string agora, string? missing)
    {
        var problems = PushMessage.FindProblems(DocumentedMembers.Message("agora", agora));

        Assert.Equal(missing is null ? [] : [$"agora.{missing}"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Says_what_is_missing_for_the_style() => Assert.Equal(
        "agora.bigTxt is missing; style 1 needs it. Set it.",
        Assert.Throws<ArgumentException>(
            () => Some.Message with { Agora = new() { Style = AgoraStyle.BigText } }).Message);

    [Theory]
    [InlineData("""{"operation":{"type":1}}""")] // the tap does nothing: documented, and no error
    [InlineData("""{"operation":{"type":2,"openAction":""}}""")]
    [InlineData("""{"badge":{"addNum":1,"setNum":0}}""")]
    [InlineData("{}")]
    public void What_the_far_side_takes_is_not_refused(string agora) =>
        Assert.Empty(PushMessage.FindProblems(DocumentedMembers.Message("agora", agora)));

    [Fact]
    public void All_problems_of_all_parts_are_said_at_once()
    {
        var message = DocumentedMembers.Message(
            ("title", ""),
            ("apns.interruptionLevel", "loud"),
            ("apns.badge", -1),
            ("apns.titleLocArgs", new JsonArray("a", null)),
            ("agora.operation.type", 3),
            ("agora.style", 1),
            ("config.badge", "x"),
            ("fcmV1.androidConfig.androidNotification.title", 7));

        Assert.Equal(
            [
                "title", "config.badge", "agora.operation.type", "agora.bigTxt", "apns.badge", "apns.titleLocArgs",
                "apns.interruptionLevel", "fcmV1.androidConfig.androidNotification.title",
            ],
            PushMessage.FindProblems(message).Select(problem => problem.Path));
    }

    [Fact]
    public void A_typed_section_is_refused_with_all_that_is_wrong()
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => Some.Message with { Config = new() { Badge = new() { AddNum = -1, SetNum = -2 } } });

        Assert.Equal(
            "config.badge.addNum must be a whole number from 0 to 2147483647, not -1. "
            + "config.badge.setNum must be a whole number from 0 to 2147483647, not -2.",
            refusal.Message);
    }

    [Fact]
    public void A_text_that_is_no_Unicode_is_refused()
    {
        var broken = JsonElement.Parse("""{"new":["\ud83d"]}""");
        var extra = new Dictionary<string, JsonElement> { ["vivo"] = broken };

        Refuses("title", message => message with { Title = "a\ude80" });
        Refuses("ext", message => message with { Ext = broken });
        Refuses("apns", message => message with { Apns = new() { Title = "\ud83d" } });
        Refuses("apns", message => message with { Apns = new() { TitleLocArgs = ["\ud83d"] } });
        Refuses("apns", message => message with { Apns = new() { Ext = broken } });
        Refuses("apns", message => message with { Apns = new() { Extra = extra } });
        Refuses("vivo", message => message with { Extra = extra });
        Assert.Equal(
            Why("The message"),
            Assert.Single(PushMessage.FindProblems(
                JsonElement.Parse("""{"title":"t","content":"c","apns":{"new":"\ud83d"}}"""))).Message);

        static void Refuses(string where, Func<PushMessage, PushMessage> make) =>
            Assert.Equal(Why(where), Assert.Throws<ArgumentException>(() => make(Some.Message)).Message);

        static string Why(string where) => $"{where} holds a text that is no Unicode "
            + "(half of a surrogate pair, or bytes that are not UTF-8). Repair it.";
    }

    [Fact]
    public void Extra_of_a_part_does_not_overwrite_what_has_a_property() => Assert.Equal(
        "badge has a property of its own; set that instead of Extra.",
        Assert.Throws<ArgumentException>(() => new ApnsSection { Extra = Extra("badge", "1") }).Message);

    [Fact]
    public void Extra_of_a_part_is_sent()
    {
        var message = Some.Message with { Apns = new() { Badge = 1, Extra = Extra("extra", """{"é":1.0}""") } };

        Assert.Equal(
            """{"badge":1,"extra":{"é":1.0}}""",
            JsonSerializer.SerializeToElement(message).GetProperty("apns").GetRawText().Replace("\\u00E9", "é"));
    }

    [Fact]
    public void An_element_without_a_value_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ApnsSection { Ext = default(JsonElement) });
        Assert.Throws<ArgumentException>(() => new Badge { Extra = Undefined() });
        Assert.Throws<ArgumentException>(() => Some.Message with { Extra = Undefined() });

        static Dictionary<string, JsonElement> Undefined() => new() { ["x"] = default };
    }

    [Fact]
    public void A_message_keeps_what_its_sections_were_made_from()
    {
        List<string> words = ["a"];
        PushMessage message;
        using (var document = JsonDocument.Parse("""{"k":1}"""))
            message = Some.Message with { Apns = new() { TitleLocArgs = words, Ext = document.RootElement } };
        words.Add("b");

        Assert.Equal(
            """{"titleLocArgs":["a"],"ext":{"k":1}}""",
            JsonSerializer.SerializeToElement(message).GetProperty("apns").GetRawText());
        Assert.Equal("""{"k":1}""", message.Apns!.Ext!.Value.GetRawText());
    }

    private static Dictionary<string, JsonElement> Extra(string name, string json) =>
        new() { [name] = JsonElement.Parse(json) };
}
