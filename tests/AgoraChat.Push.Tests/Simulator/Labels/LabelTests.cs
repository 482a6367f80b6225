using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>The endpoints for labels, answered as the documents show.</summary>
public sealed class LabelTests : SimulatorTest
{
    public static TheoryData<string> BadLabels => new()
    {
        "{}",
        "[]",
        """{"name":""}""",
        """{"name":7}""",
        """{"name":"a b"}""",
        """{"name":"é"}""",
        $$"""{"name":"{{new string('n', 65)}}"}""",
        $$"""{"name":"n","description":"{{new string('d', 256)}}"}""",
    };

    [Fact]
    public async Task A_label_is_made_read_listed_and_deleted_in_the_documents_shapes()
    {
        var made = await AnswerAsync(HttpMethod.Post, "push/label", """{"name":"90s","description":"hah"}""");
        var read = await AnswerAsync(HttpMethod.Get, "push/label/90s");
        var listed = await AnswerAsync(HttpMethod.Get, "push/label?limit=100&cursor=");
        var deleted = await AnswerAsync(HttpMethod.Delete, "push/label/90s");

        Assert.Equal(
            """{"timestamp":NOW,"data":{"name":"90s","description":"hah","createdAt":NOW},"duration":0}""", made);
        Assert.Equal(
            """{"timestamp":NOW,"data":{"name":"90s","description":"hah","count":0,"createdAt":NOW},"duration":0}""",
            read);
        Assert.Equal(
            """
            {"timestamp":NOW,"data":[{"name":"90s","description":"hah","count":0,"createdAt":NOW}],"duration":0}
            """,
            listed);
        Assert.Equal("""{"timestamp":NOW,"data":"success","duration":0}""", deleted);
        Assert.Equal("""{"timestamp":NOW,"data":[],"duration":0}""", await AnswerAsync(HttpMethod.Get, "push/label"));
    }

    [Theory]
    [MemberData(nameof(BadLabels))]
    public async Task A_bad_label_is_refused(string label)
    {
        var (status, answer) = await CallAsync(HttpMethod.Post, "push/label", label);

        Assert.Equal((400, "illegal_argument"), (status, answer.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_name_has_1_to_64_characters(int length) => await MakeAsync(new string('n', length));

    [Theory]
    [InlineData("GET", "push/label/x", null)]
    [InlineData("DELETE", "push/label/x", null)]
    [InlineData("POST", "push/label/x/user", """{"usernames":["ada"]}""")]
    [InlineData("DELETE", "push/label/x/user", """{"usernames":["ada"]}""")]
    [InlineData("GET", "push/label/x/user", null)]
    [InlineData("GET", "push/label/x/user/ada", null)]
    public async Task An_unknown_label_is_a_bad_request(string method, string path, string? body)
    {
        var (status, answer) = await CallAsync(new HttpMethod(method), path, body);

        Assert.Equal(400, status);
        Assert.Equal("ResourceNotFoundException", answer.GetProperty("exception").GetString());
        Assert.Equal("push label not exists of x", answer.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task A_name_is_taken_in_any_case_unless_switched()
    {
        await MakeAsync("Aa");

        var (status, answer) = await CallAsync(HttpMethod.Post, "push/label", """{"name":"aA"}""");
        await SwitchAsync("""{"labelNamesIgnoreCase":false}""");
        await MakeAsync("aA");

        Assert.Equal((400, "duplicate_unique_property_exists"), (status, answer.GetProperty("error").GetString()));
        Assert.Equal(["aA", "Aa"], Names(await CallAsync(HttpMethod.Get, "push/label")));
    }

    [Fact]
    public async Task There_are_at_most_100_labels()
    {
        for (var no = 0; no < 100; no++)
            await MakeAsync($"l{no}");
        Time.Advance(TimeSpan.FromSeconds(1));

        var (status, answer) = await CallAsync(HttpMethod.Post, "push/label", """{"name":"more"}""");
        await CallAsync(HttpMethod.Delete, "push/label/l7");
        await MakeAsync("more");

        Assert.Equal(403, status);
        Assert.Equal("LimitException", answer.GetProperty("exception").GetString());
        Assert.Equal("limit request", answer.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_and_the_last_has_no_cursor()
    {
        foreach (var name in new[] { "a", "b", "c", "d" })
            await MakeAsync(name);

        var first = await CallAsync(HttpMethod.Get, "push/label?limit=2");
        var cursor = first.Body.GetProperty("cursor").GetString()!;
        await CallAsync(HttpMethod.Delete, "push/label/c");
        var second = await CallAsync(HttpMethod.Get, $"push/label?limit=2&cursor={Uri.EscapeDataString(cursor)}");

        Assert.Equal(["d", "c"], Names(first));
        Assert.Equal(["b", "a"], Names(second));
        Assert.False(second.Body.TryGetProperty("cursor", out _));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=x")]
    [InlineData("cursor=x")]
    [InlineData("cursor=ZWFzZW1vYjpwdXNoOg")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        await MakeAsync("a");

        Assert.Equal(400, (await CallAsync(HttpMethod.Get, $"push/label?{query}")).Status);
        Assert.Equal(400, (await CallAsync(HttpMethod.Get, $"push/label/a/user?{query}")).Status);
    }

    [Fact]
    public async Task All_label_calls_share_100_a_second()
    {
        await MakeAsync("a");
        for (var call = 0; call < 99; call++)
            Assert.Equal(200, (await CallAsync(HttpMethod.Get, "push/label/a")).Status);

        var other = await CallAsync(HttpMethod.Get, "push/label");
        Time.Advance(TimeSpan.FromSeconds(1));
        var later = await CallAsync(HttpMethod.Get, "push/label");

        Assert.Equal((429, 200), (other.Status, later.Status));
    }

    private async Task MakeAsync(string name) =>
        await AnswerAsync(HttpMethod.Post, "push/label", JsonSerializer.Serialize(new { name }));

    private static List<string> Names((int Status, JsonElement Body) answer) =>
        [.. answer.Body.GetProperty("data").EnumerateArray().Select(label => label.GetProperty("name").GetString()!)];
}
