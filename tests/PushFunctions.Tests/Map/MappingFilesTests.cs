using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class MappingFilesTests : IDisposable
{
    private const string Good = """{"type":"a","message":{"title":"{{data.t}}"}}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_are_found_by_the_type_inside_them()
    {
        _folder.Write("one.json", Good);
        _folder.Write("two.json", """
            // Comments are welcome.
            {"type":"b","message":{"title":"x"},"strategy":"agoraOnly","onOverflow":"truncate"}
            """);
        _folder.Write("readme.txt", "not read");

        var files = await StartAsync();

        Assert.Equal(["a", "b"], files.Types);
        Assert.Equal((2, Overflow.Refuse), Choices(files, "a"));
        Assert.Equal((1, Overflow.Truncate), Choices(files, "b"));
        Assert.Equal("""{"type":"a","message":{"title":"{{data.t}}"}}""", files.Find("a")!.Json.GetRawText());
        Assert.Null(files.Find("A"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_holds_no_mappings()
    {
        var files = new MappingFiles(Path.Combine(_folder.Path, "none"));

        await files.StartAsync(CancellationToken.None);

        Assert.Empty(files.Types);
    }

    [Theory]
    [InlineData("", "line 1, position 1")]
    [InlineData("{\n  \"type\": nope\n}", "line 2, position 12")]
    [InlineData("[]", "must be one JSON object")]
    [InlineData("null", "must be one JSON object")]
    [InlineData("{}", "/type is missing")]
    [InlineData("""{"type":"","message":{}}""", "/type is missing")]
    [InlineData("""{"type":7,"message":{}}""", "/type is missing")]
    [InlineData("""{"type":"a"}""", "/message is missing")]
    [InlineData("""{"type":"a","message":"x"}""", "/message is missing")]
    [InlineData("""{"type":"a","message":{},"mesage":{}}""", "/mesage is not known")]
    [InlineData("""{"type":"a","message":{},"strategy":"pigeon"}""", "/strategy is not known; known are \"vendorThenAgora\" (0)")]
    [InlineData("""{"type":"a","message":{},"onOverflow":"cut"}""", "/onOverflow is not known")]
    [InlineData("""{"type":"a","message":{},"onOverflow":true}""", "/onOverflow is not known")]
    [InlineData("""{"type":"a","message":{"title":"{{#if data.x}}"}}""", "/message/title is not a template")]
    [InlineData("""{"type":"a","type":"b","message":{}}""", "'type'")]
    [InlineData("""{"type":"\ud800","message":{}}""", "Unicode")]
    [InlineData("""{"type":"a","message":{"title":"\ud800"}}""", "Unicode")]
    public async Task A_file_that_cannot_be_used_stops_the_start_with_its_name_and_the_place(string text, string place)
    {
        _folder.Write("order.shipped.json", text);

        var failure = await Assert.ThrowsAsync<InvalidMappingException>(StartAsync);

        Assert.StartsWith("The mapping order.shipped.json cannot be used: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(place, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line ,", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_with_two_files_is_refused()
    {
        _folder.Write("one.json", Good);
        _folder.Write("two.json", Good);

        var failure = await Assert.ThrowsAsync<InvalidMappingException>(StartAsync);

        Assert.Contains("two.json cannot be used: the type 'a' has another file already", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_the_repository_can_be_used()
    {
        var files = new MappingFiles(Path.Combine(Repository.Root, "mappings"));

        await files.StartAsync(CancellationToken.None);

        Assert.Contains("order.shipped", files.Types);
    }

    private static (int Strategy, Overflow OnOverflow) Choices(MappingFiles files, string type)
    {
        var mapping = files.Find(type)!.Compiled.Mapping;
        return (mapping.Strategy, mapping.OnOverflow);
    }

    private async Task<MappingFiles> StartAsync()
    {
        var files = new MappingFiles(_folder.Path);
        await files.StartAsync(CancellationToken.None);
        return files;
    }
}
