namespace AgoraChat.Push.Tests;

/// <summary>Lists that come page by page.</summary>
public sealed class LabelPageTests
{
    private const string Cursor = "ZWFzZW1vYjpwdXNoOmxhYmVsOmN1cnNvcjo5NTkxNTMwMDM4ODQxMzgwMjc";

    [Fact]
    public async Task Reads_a_page_of_members_and_where_it_goes_on()
    {
        var handler = StubHandler.Answering(
            $$"""
            {"timestamp":1648721736670,"cursor":"{{Cursor}}","data":[{"username":"hx1","created":1648721496324}],
            "duration":1}
            """);

        var page = await Labels(handler).GetMembersPageAsync("post-90s", null, 1, CancellationToken.None);

        Assert.Equal(["GET push/label/post-90s/user?limit=1"], handler.Asked);
        Assert.Equal("hx1", Assert.Single(page.Items).User);
        Assert.Equal(Cursor, page.Cursor);
    }

    [Fact]
    public async Task A_cursor_is_passed_on_as_it_is()
    {
        var handler = StubHandler.Answering("""{"data":[]}""");

        await Labels(handler).GetPageAsync("a+b/c=&limit=9 #", 7, CancellationToken.None);

        Assert.Equal(["GET push/label?limit=7&cursor=a%2Bb%2Fc%3D%26limit%3D9%20%23"], handler.Asked);
    }

    [Fact]
    public async Task All_labels_are_read_page_after_page()
    {
        var handler = StubHandler.Answering(Page("a", "c1"), Page("b", "c2"), Page("c", ""));

        var labels = await AllAsync(Labels(handler).ListAsync(1, CancellationToken.None));

        Assert.Equal(["a", "b", "c"], labels.Select(label => label.Name));
        Assert.Equal(
            ["GET push/label?limit=1", "GET push/label?limit=1&cursor=c1", "GET push/label?limit=1&cursor=c2"],
            handler.Asked);
    }

    [Fact]
    public async Task All_members_are_read_over_a_page_that_is_empty()
    {
        var handler = StubHandler.Answering(
            """{"cursor":"c1","data":[]}""", """{"cursor":null,"data":[{"username":"ada"},null]}""");

        var members = await AllAsync(Labels(handler).ListMembersAsync("vip", 100, CancellationToken.None));

        Assert.Equal(["ada"], members.Select(member => member.User));
        Assert.Equal(
            ["GET push/label/vip/user?limit=100", "GET push/label/vip/user?limit=100&cursor=c1"], handler.Asked);
    }

    [Fact]
    public async Task The_next_page_is_asked_for_when_this_one_has_been_read()
    {
        var handler = StubHandler.Answering(Page("a", "c1"), Page("b", ""));
        await using var labels = Labels(handler).ListAsync(1, CancellationToken.None).GetAsyncEnumerator();

        Assert.Empty(handler.Calls);
        await labels.MoveNextAsync();
        Assert.Single(handler.Calls);
        await labels.MoveNextAsync();
        Assert.Equal(2, handler.Calls.Count);
    }

    [Fact]
    public async Task A_list_that_goes_in_circles_ends_with_an_error()
    {
        var handler = StubHandler.Answering(Page("a", "c1"), Page("b", "c2"), Page("c", "c1"));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => AllAsync(Labels(handler).ListAsync(1, CancellationToken.None)));

        Assert.Equal((AgoraChatErrorKind.Unknown, false), (failure.Kind, failure.MayHaveBeenSent));
        Assert.StartsWith(
            "push/label was answered with a cursor it had given before, after 3 pages", failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(3, handler.Calls.Count);
    }

    [Theory]
    [InlineData("""{"data":"ada"}""")]
    [InlineData("""{"data":[7]}""")]
    [InlineData("""{"data":[{"created":1}]}""")]
    [InlineData("""{"cursor":"c1"}""")]
    public async Task A_page_that_cannot_be_read_is_unknown(string answer)
    {
        var labels = Labels(StubHandler.Answering(answer));

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => labels.GetMembersPageAsync("vip", null, 1, CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_page_holds_1_to_100(int size)
    {
        var handler = StubHandler.Answering();
        var labels = Labels(handler);

        Assert.Throws<ArgumentOutOfRangeException>(() => labels.ListAsync(size, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => labels.ListMembersAsync("vip", size, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => labels.GetPageAsync(null, size, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => labels.GetMembersPageAsync("vip", null, size, CancellationToken.None));
        Assert.Empty(handler.Calls);
    }

    private static string Page(string label, string cursor) =>
        $$"""{"cursor":"{{cursor}}","data":[{"name":"{{label}}"}]}""";

    private static async Task<IReadOnlyList<T>> AllAsync<T>(IAsyncEnumerable<T> things)
    {
        var all = new List<T>();
        await foreach (var thing in things)
            all.Add(thing);
        return all;
    }

    private static LabelsClient Labels(StubHandler handler) => Some.Client(handler).Labels;
}
