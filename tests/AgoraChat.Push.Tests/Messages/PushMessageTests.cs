using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgoraChat.Push.Tests;

public sealed class PushMessageTests
{
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(32, 100, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(33, 1, false)]
    [InlineData(1, 101, false)]
    public void Title_and_content_have_lengths(int title, int content, bool exists)
    {
        var made = Record.Exception(
            () => new PushMessage { Title = new('t', title), Content = new('c', content) });

        Assert.Equal(exists, made is null);
    }

    [Fact]
    public void Says_the_member_the_number_and_the_limit()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Some.Message with { SubTitle = "eleven char" });

        Assert.Equal("subTitle has 11 characters; at most 10 are allowed. Shorten it.", wrong.Message);
    }

    [Fact]
    public void Counts_utf16_units_as_nothing_counts_more()
    {
        Assert.Equal(32, (Some.Message with { Title = string.Concat(Enumerable.Repeat("🚀", 16)) }).Title.Length);
        Assert.Throws<ArgumentException>(
            () => Some.Message with { Title = string.Concat(Enumerable.Repeat("🚀", 17)) });
    }

    [Theory]
    [InlineData(10, 1, true)]
    [InlineData(11, 1, false)]
    [InlineData(1, 1_016, true)] // {"0":"…"} is 8 longer than its text
    [InlineData(1, 1_017, false)]
    public void Ext_has_ten_pairs_and_1024_characters(int pairs, int length, bool exists)
    {
        var ext = JsonSerializer.SerializeToElement(
            Enumerable.Range(0, pairs).ToDictionary(no => $"{no}", _ => new string('é', length)));

        var made = Record.Exception(() => Some.Message with { Ext = ext });

        Assert.Equal(exists, made is null);
    }

    [Fact]
    public void Sections_are_objects() => Assert.Equal(
        new PushMessageProblem("agora", "agora must be an object, not a string."),
        Assert.Single(PushMessage.FindProblems(Json("""{"title":"t","content":"c","agora":"x"}"""))));

    [Fact]
    public void Passes_on_what_it_does_not_know_untouched_and_in_order()
    {
        const string json =
            """{"title":"t","content":"c","ext":{"z":1,"a":968120369184112182},"zebra":{"n":1.0},"""
            + """
            "easemob":{"b":"<é>","a":null},"sub_title":"slip","none":null}
            """;

        var message = Read(json);

        Assert.Equal(json, Encoding.UTF8.GetString(Write(message)));
        Assert.Equal(["zebra", "easemob", "sub_title", "none"], message.Extra.Keys);
    }

    [Theory]
    [InlineData("""{"title":"t","content":"c","subTitle":null,"apns":null}""")]
    [InlineData("""{ "content" : "c", "title":"t" }""")]
    public void Reads_nulls_of_known_members_as_absent(string json) =>
        Assert.Equal("""{"title":"t","content":"c"}""", Encoding.UTF8.GetString(Write(Read(json))));

    [Fact]
    public void Equal_values_are_equal()
    {
        var one = Read("""{"title":"t","content":"c","ext":{"a":1,"b":[2]},"vivo":{"x":1}}""");
        var same = Read("""{"vivo":{ "x":1 },"ext":{"a":1,"b":[2]},"content":"c","title":"t"}""");

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, same with { Ext = Json("""{"a":2,"b":[2]}""") });
        Assert.NotEqual(one, same with { Ext = null });
        Assert.NotEqual(one, same with { Apns = new() });
        Assert.Equal(one with { Apns = new() { Badge = 1 } }, same with { Apns = new() { Badge = 1 } });
        Assert.NotEqual(one with { Apns = new() { Badge = 1 } }, same with { Apns = new() { Badge = 2 } });
        Assert.NotEqual(one, same with { Extra = new Dictionary<string, JsonElement> { ["vivo"] = Json("{}") } });
    }

    [Fact]
    public void Finds_all_problems_at_once()
    {
        var message = Json($$"""
            {"title":7,"subTitle":"eleven char","content":"{{new string('c', 101)}}","ext":[],"apns":"x","x":1}
            """);

        var problems = PushMessage.FindProblems(message);

        Assert.Equal(["title", "subTitle", "content", "ext", "apns"], problems.Select(problem => problem.Path));
        Assert.Contains("content has 101 characters; at most 100", problems[2].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "The message must be an object, not an array.")]
    [InlineData("7", "The message must be an object, not a number.")]
    [InlineData("{}", "title is empty; it needs 1 to 32 characters. content is empty; it needs 1 to 100 characters.")]
    public void A_wrong_message_cannot_be_read(string json, string why)
    {
        Assert.Equal(why, string.Join(' ', PushMessage.FindProblems(Json(json)).Select(problem => problem.Message)));
        Assert.Throws<JsonException>(() => Read(json));
    }

    [Fact]
    public void A_json_null_is_no_message()
    {
        var refusal = Assert.Throws<JsonException>(() => Read("null"));

        Assert.Equal("The message must be an object, not null.", refusal.Message);
        Assert.Equal("null", JsonSerializer.Serialize<PushMessage?>(null));
    }

    [Fact]
    public void Outlives_the_document_it_was_made_from()
    {
        PushMessage message;
        using (var document = JsonDocument.Parse("""{"a":1}"""))
            message = Some.Message with { Ext = document.RootElement };

        Assert.Equal("""{"a":1}""", message.Ext!.Value.GetRawText());
    }

    [Fact]
    public void Extra_does_not_overwrite_what_has_a_property() => Assert.Throws<ArgumentException>(
        () => Some.Message with { Extra = new Dictionary<string, JsonElement> { ["title"] = Json("\"x\"") } });

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    private static PushMessage Read(string json) => JsonSerializer.Deserialize<PushMessage>(json)!;

    private static byte[] Write(PushMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Relaxed);
}
