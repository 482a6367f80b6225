namespace AgoraChat.Push.Tests;

/// <summary>The display names of several users; the answer is the documents' example.</summary>
public sealed class DisplayNameTests
{
    [Fact]
    public async Task Sets_names_by_a_bare_list()
    {
        var handler = StubHandler.Answering(
            """
            {"path":"/push","entities":[{"push_nickname":"n1","username":"user1"},
            {"push_nickname":"n1b","username":"user1"},null]}
            """);

        var set = await Easemob(handler).SetDisplayNamesAsync(
            new Dictionary<string, string> { ["user1"] = "n1", ["user2"] = "" }, CancellationToken.None);

        Assert.Equal(
            [
                """PUT push/nickname [{"username":"user1","push_nickname":"n1"},"""
                + """
                {"username":"user2","push_nickname":""}]
                """,
            ],
            handler.Asked);
        Assert.Equal(new Dictionary<string, string> { ["user1"] = "n1b" }, set);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(51, 1)]
    [InlineData(1, 101)]
    public async Task A_call_sets_1_to_50_names_of_at_most_100_characters(int users, int length)
    {
        var handler = StubHandler.Answering();
        var names = Some.Users(users).ToDictionary(user => user, _ => new string('n', length));

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Easemob(handler).SetDisplayNamesAsync(names, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task Fifty_names_of_100_characters_are_one_call()
    {
        var handler = StubHandler.Answering("""{"entities":[]}""");
        var names = Some.Users(50).ToDictionary(user => user, _ => new string('n', 100));

        Assert.Empty(await Easemob(handler).SetDisplayNamesAsync(names, CancellationToken.None));

        Assert.Single(handler.Calls);
    }

    private static EasemobClient Easemob(StubHandler handler) =>
        Some.Client(handler, options => options.EasemobEndpoints = true).Easemob;
}
