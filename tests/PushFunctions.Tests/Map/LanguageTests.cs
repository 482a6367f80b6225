using System.Text.Json;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

public sealed class LanguageTests
{
    [Fact]
    public void Equal_messages_of_two_variants_are_one_whatever_the_order_of_their_members()
    {
        var mapping = Maps.Read("""
            {"type":"t","message":{"title":"t","content":"c","ext":{"a":"1","b":[{"c":1,"d":2}]} },
             "languages":{"de":{"message":{"ext":{"b":[{"d":2,"c":1}],"a":"1"} } },
                          "fr":{"message":{"ext":{"b":[{"d":1,"c":2}],"a":"1"} } } } }
            """);

        var messages = Assert.IsType<Mapped.Messages>(Maps.Map(mapping, "{}", ["ada", "bob", "cy"], new Dictionary<string, string>
        {
            ["bob"] = """{"language":"de"}""",
            ["cy"] = """{"language":"fr"}""",
        }));

        Assert.Equal([["ada", "bob"], ["cy"]], messages.Groups.Select(group => group.Users));
    }

    private static readonly CompiledMapping Mapping = Maps.Read("""
        {
          "type": "t",
          "message": { "title": "Hello", "content": "{{data.x}} arrives", "ext": { "a": 1 } },
          "languages": {
            "de": { "message": { "title": "Hallo", "content": "{{data.x}} kommt an" } },
            "de-AT": { "message": { "title": "Servus" } },
            "pt-BR": { "message": { "title": "Olá", "ext": { "b": 2 } } }
          }
        }
        """);

    [Theory]
    [InlineData("\"de\"", "Hallo", "17 kommt an")]
    [InlineData("\"de-CH\"", "Hallo", "17 kommt an")]
    [InlineData("\"de-AT\"", "Servus", "17 arrives")]
    [InlineData("\"de_at\"", "Servus", "17 arrives")]
    [InlineData("\"DE\"", "Hallo", "17 kommt an")]
    [InlineData("\"pt-BR\"", "Olá", "17 arrives")]
    [InlineData("\"pt\"", "Hello", "17 arrives")]
    [InlineData("\"fr\"", "Hello", "17 arrives")]
    [InlineData("\"\"", "Hello", "17 arrives")]
    [InlineData("17", "Hello", "17 arrives")]
    [InlineData("null", "Hello", "17 arrives")]
    public void The_variant_of_the_language_lies_over_the_message(string language, string title, string content)
    {
        var message = Only(Maps.Map(Mapping, $$"""{"x":17,"language":{{language}}}"""));

        Assert.Equal(
            (title, content), (message.GetProperty("title").GetString(), message.GetProperty("content").GetString()));
    }

    [Fact]
    public void A_variant_replaces_whole_members() => Assert.Equal(
        """{"b":2}""", Only(Maps.Map(Mapping, """{"x":1,"language":"pt-BR"}""")).GetProperty("ext").GetRawText());

    [Fact]
    public void A_users_own_language_goes_before_the_events()
    {
        var mapped = Maps.Map(
            Mapping, """{"x":1,"language":"de"}""", ["ada", "bob", "cy"],
            new Dictionary<string, string> { ["bob"] = """{"language":"fr"}""", ["cy"] = """{"language":"de-AT"}""" });

        Assert.Equal(
            ["Hallo: ada", "Hello: bob", "Servus: cy"],
            Assert.IsType<Mapped.Messages>(mapped).Groups.Select(group =>
                $"{group.Message.GetProperty("title").GetString()}: {string.Join(", ", group.Users)}"));
    }

    private static JsonElement Only(Mapped mapped) =>
        Assert.Single(Assert.IsType<Mapped.Messages>(mapped).Groups).Message;
}
