using Microsoft.Extensions.DependencyInjection;
using PushFunctions.EndToEnd.Tests.Dev;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Map;

namespace PushFunctions.EndToEnd.Tests.BadInput;

public sealed class BadMappingTests(Stack stack) : IClassFixture<Stack>
{
    [Theory]
    [InlineData("{\n \"type\": }", "line 2, position 10")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{ "message": { "title": "a", "content": "b" } }""", "/type")]
    [InlineData("""{ "type": "t" }""", "/message")]
    [InlineData("""{ "type": "t", "message": { "title": "{{#if a}}x", "content": "b" } }""", "/message/title")]
    [InlineData("""{ "type": "t", "message": { "title": "{{a", "content": "b" } }""", "/message/title")]
    [InlineData("""{ "type": "t", "message": { "title": "a", "content": "b" }, "strategy": "loud" }""", "/strategy")]
    [InlineData("""{ "type": "t", "message": { "title": "a", "content": "b" }, "onOverflow": 1 }""", "/onOverflow")]
    [InlineData("""{ "type": "t", "message": { "title": "a", "content": "b" }, "overFlow": "cut" }""", "/overFlow")]
    [InlineData("""{ "type": "t", "message": { "title": "{{nohelper a b}}", "content": "b" } }""", "nohelper")]
    public async Task A_bad_mapping_stops_the_start_and_is_named_with_its_place(string json, string place)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("broken.json"), json);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => stack.StartHostAsync(
            services: services => services.AddSingleton(new MappingFiles(folder.Path))));

        Assert.Contains("broken.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
    }
}
