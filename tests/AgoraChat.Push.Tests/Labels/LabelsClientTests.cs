using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>The answers are the documents' examples.</summary>
public sealed class LabelsClientTests
{
    private static readonly DateTimeOffset CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_648_720_341_118);

    [Fact]
    public async Task Creates_a_label()
    {
        var handler = StubHandler.Answering(
            """
            {"timestamp":1648720341157,"data":{"name":"post-90s","description":"hah","createdAt":1648720341118},
            "duration":13}
            """);

        var label = await Labels(handler).CreateAsync("post-90s", "hah", CancellationToken.None);

        Assert.Equal(["""POST push/label {"name":"post-90s","description":"hah"}"""], handler.Asked);
        Assert.Equal(new Label { Name = "post-90s", Description = "hah", CreatedAt = CreatedAt }, label);
    }

    [Fact]
    public async Task A_description_that_is_not_given_is_not_written()
    {
        var handler = StubHandler.Answering("""{"data":{"name":"vip"}}""");

        var label = await Labels(handler).CreateAsync("vip", null, CancellationToken.None);

        Assert.Equal(["""POST push/label {"name":"vip"}"""], handler.Asked);
        Assert.Equal(new Label { Name = "vip" }, label);
    }

    [Fact]
    public async Task Reads_a_label_with_its_count()
    {
        var handler = StubHandler.Answering(
            """
            {"timestamp":1648720562644,"data":{"name":"90","description":"hah","count":0,"createdAt":1648720341118},
            "duration":0}
            """);

        var label = await Labels(handler).GetAsync("90", CancellationToken.None);

        Assert.Equal(["GET push/label/90"], handler.Asked);
        Assert.Equal(new() { Name = "90", Description = "hah", MemberCount = 0, CreatedAt = CreatedAt }, label);
    }

    [Fact]
    public async Task Reads_numbers_that_come_as_texts_and_passes_over_what_it_does_not_know()
    {
        var handler = StubHandler.Answering(
            """{"data":{"name":"vip","count":"17","createdAt":"1648720341118","colour":{"r":1}}}""");

        var label = await Labels(handler).GetAsync("vip", CancellationToken.None);

        Assert.Equal(new() { Name = "vip", MemberCount = 17, CreatedAt = CreatedAt }, label);
    }

    [Fact]
    public async Task Reads_a_page_of_labels()
    {
        var handler = StubHandler.Answering(
            """
            {"timestamp":1648720425599,"data":[
            {"name":"post-90s","description":"hah","count":0,"createdAt":1648720341118},
            {"name":"post-80s","description":"post-80s generation","count":0,"createdAt":1647512525642}],
            "duration":1}
            """);

        var page = await Labels(handler).GetPageAsync(null, 100, CancellationToken.None);

        Assert.Equal(["GET push/label?limit=100"], handler.Asked);
        Assert.Equal(["post-90s", "post-80s"], page.Items.Select(label => label.Name));
        Assert.Null(page.Cursor);
    }

    [Fact]
    public async Task Deletes_a_label()
    {
        var handler = StubHandler.Answering("""{"timestamp":1648721097405,"data":"success","duration":0}""");

        await Labels(handler).DeleteAsync("a.b", CancellationToken.None);

        Assert.Equal(["DELETE push/label/a.b"], handler.Asked);
    }

    [Fact]
    public async Task A_deletion_that_is_answered_otherwise_is_unknown()
    {
        var handler = StubHandler.Answering("""{"data":"busy"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Labels(handler).DeleteAsync("vip", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
        Assert.StartsWith(
            "push/label/{label} was answered with \"busy\" instead of \"success\".", failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_label_is_not_found()
    {
        var handler = new StubHandler(
            HttpStatusCode.BadRequest,
            """{"error":"ResourceNotFoundException","error_description":"push label not exists of vip"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Labels(handler).GetAsync("vip", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.NotFound, failure.Kind);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Names_are_compared_as_the_option_says(bool ignoreCase, bool same)
    {
        var client = Some.Client(
            StubHandler.Answering(), options => options.LabelNamesIgnoreCase = ignoreCase);

        Assert.Equal(same, client.Labels.NameComparer.Equals("Vip", "vip"));
    }

    private static LabelsClient Labels(StubHandler handler) => Some.Client(handler).Labels;
}
