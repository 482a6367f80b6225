using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>The answers are the documents' examples.</summary>
public sealed class TemplatesClientTests
{
    private const string Answer =
        """
        {"uri":"https://XXXX/XXXX/XXXX/notification/template","timestamp":1646989584108,"organization":"XXXX",
        "application":"17fe201b-XXXX-XXXX-83df-1ed1ebd7b227","action":"post","data":{"name":"test7",
        "createAt":1646989584124,"updateAt":1646989584125,"title_pattern":"Hello,{0}","content_pattern":"Test,{0}"},
        "duration":26,"applicationName":"XXXX"}
        """;

    private static readonly PushTemplate Test7 =
        new() { Name = "test7", TitlePattern = "Hello,{0}", ContentPattern = "Test,{0}" };

    private static readonly PushTemplate Created = Test7 with
    {
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_646_989_584_124),
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_646_989_584_125),
    };

    public static TheoryData<string, PushTemplate> Wrong => new()
    {
        { "template's name", Test7 with { Name = "" } },
        { "template's name", Test7 with { Name = new string('t', 65) } },
        { "template's name", Test7 with { Name = "test_7" } },
        { "template's name", Test7 with { Name = "模板" } },
        { "title pattern", Test7 with { TitlePattern = "" } },
        { "content pattern", Test7 with { ContentPattern = "" } },
    };

    [Fact]
    public async Task Creates_a_template()
    {
        var handler = StubHandler.Answering(Answer, Answer);
        var templates = Some.Client(handler).Templates;

        var created = await templates.CreateAsync(Test7, CancellationToken.None);
        await templates.CreateAsync(created, CancellationToken.None);

        const string asked = """
            POST notification/template {"name":"test7","title_pattern":"Hello,{0}","content_pattern":"Test,{0}"}
            """;
        Assert.Equal([asked, asked], handler.Asked);
        Assert.Equal(Created, created);
    }

    [Theory]
    [InlineData("test7", "test7")]
    [InlineData("old_name/1%", "old_name%2F1%25")]
    public async Task Reads_a_template(string name, string segment)
    {
        var handler = StubHandler.Answering(Answer);

        var template = await Some.Client(handler).Templates.GetAsync(name, CancellationToken.None);

        Assert.Equal([$"GET notification/template/{segment}"], handler.Asked);
        Assert.Equal(Created, template);
    }

    [Fact]
    public async Task Deletes_a_template()
    {
        var handler = StubHandler.Answering(Answer);

        await Some.Client(handler).Templates.DeleteAsync("test7", CancellationToken.None);

        Assert.Equal(["DELETE notification/template/test7"], handler.Asked);
    }

    [Fact]
    public async Task An_unknown_template_is_not_found()
    {
        var handler = new StubHandler(
            HttpStatusCode.BadRequest,
            """{"error":"EntityNotFoundException","error_description":"test7 template is not exist"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Some.Client(handler).Templates.GetAsync("test7", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.NotFound, failure.Kind);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_template_that_is_not_allowed_is_refused(string what, PushTemplate template)
    {
        var handler = StubHandler.Answering();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => Some.Client(handler).Templates.CreateAsync(template, CancellationToken.None));

        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task A_name_no_address_can_hold_is_refused(string name)
    {
        var handler = StubHandler.Answering();
        var templates = Some.Client(handler).Templates;

        await Assert.ThrowsAsync<ArgumentException>(() => templates.GetAsync(name, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => templates.DeleteAsync(name, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }
}
