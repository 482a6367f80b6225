using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Push templates of the simulator.</summary>
public sealed class TemplateTests : SimulatedAppTest
{
    private const string All = "notification/template";
    private const string Test7 = "notification/template/test7";

    [Fact]
    public async Task A_template_is_created_as_documented()
    {
        AssertShows("answers/template-create.json", await CreateAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_template_is_shown_as_it_was_created(string method)
    {
        var created = await CreateAsync();
        Time.Advance(TimeSpan.FromSeconds(1));

        var answer = await TakeAsync(method, Test7);

        Assert.Equal(created.GetProperty("data").GetRawText(), answer.GetProperty("data").GetRawText());
        Assert.Equal(method, Text(answer, "action"), ignoreCase: true);
        Assert.EndsWith($"/agora-demo/testapp/{Test7}", Text(answer, "uri"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_template_is_gone()
    {
        await CreateAsync();
        await TakeAsync("DELETE", Test7);

        await AssertUnknownAsync("GET", Test7);
        await CreateAsync();
    }

    [Fact]
    public async Task A_changed_template_keeps_the_time_it_was_created()
    {
        var created = (await CreateAsync()).GetProperty("data").GetProperty("createAt").GetInt64();
        Time.Advance(TimeSpan.FromSeconds(1));

        var answer = await TakeAsync("PUT", Test7, """{"title_pattern":"T","content_pattern":"C"}""");

        Assert.Equal(
            $$"""{"name":"test7","createAt":{{created}},"updateAt":{{created + 1_000}},"""
            + """
            "title_pattern":"T","content_pattern":"C"}
            """,
            answer.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await CreateAsync();

        await AssertRefusedAsync(
            400,
            "duplicate_unique_property_exists",
            "template test7 already exists",
            "POST",
            All,
            Fixture.Load("requests/template-create.json").Text);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("DELETE", null)]
    [InlineData("PUT", """{"title_pattern":"T","content_pattern":"C"}""")]
    public async Task An_unknown_template_is_refused_in_the_documented_words(string method, string? body)
    {
        await AssertUnknownAsync(method, Test7, body);
    }

    [Theory]
    [InlineData("""{"title_pattern":"T","content_pattern":"C"}""", "name")]
    [InlineData("""{"name":"","title_pattern":"T","content_pattern":"C"}""", "name")]
    [InlineData("""{"name":"a-b","title_pattern":"T","content_pattern":"C"}""", "name")]
    [InlineData("""{"name":"default","title_pattern":"T","content_pattern":"C"}""", "name")]
    [InlineData("""{"name":"detail","title_pattern":"T","content_pattern":"C"}""", "name")]
    [InlineData("""{"name":"t","content_pattern":"C"}""", "title_pattern")]
    [InlineData("""{"name":"t","title_pattern":"T","content_pattern":7}""", "content_pattern")]
    [InlineData("[]", "name")]
    public async Task A_bad_template_is_refused_by_what_is_wrong(string body, string wrong)
    {
        await AssertRefusedAsync(400, "illegal_argument", $"parameters is invalid : {wrong}", "POST", All, body);
    }

    [Theory]
    [InlineData(64, 200)]
    [InlineData(65, 400)]
    public async Task A_name_has_at_most_64_characters(int length, int status)
    {
        Assert.Equal(status, (await CallAsync("POST", All, Template(new string('n', length)))).Status);
    }

    [Fact]
    public async Task By_a_switch_the_built_in_templates_can_be_created()
    {
        Switches = Switches with { BuiltInTemplatesCanBeCreated = true };

        await TakeAsync("POST", All, Template("default"));

        Assert.Equal("T", Text((await TakeAsync("GET", $"{All}/default")).GetProperty("data"), "title_pattern"));
    }

    [Fact]
    public async Task Where_only_agoras_endpoints_are_there_a_template_cannot_be_changed()
    {
        Switches = Switches with { EasemobEndpoints = false };
        await CreateAsync();

        Assert.Equal(404, (await CallAsync("PUT", Test7, """{"title_pattern":"T","content_pattern":"C"}""")).Status);
        Assert.Equal(200, (await CallAsync("GET", Test7)).Status);
    }

    private static string Template(string name) =>
        JsonSerializer.Serialize(new { name, title_pattern = "T", content_pattern = "C" });

    private Task<JsonElement> CreateAsync() =>
        TakeAsync("POST", All, Fixture.Load("requests/template-create.json").Text);

    private Task AssertUnknownAsync(string method, string path, string? body = null) =>
        AssertRefusedAsync(400, "entity_not_found", "test7 template is not exist", method, path, body);
}
