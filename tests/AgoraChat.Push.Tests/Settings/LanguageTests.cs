namespace AgoraChat.Push.Tests;

/// <summary>The language that pushes are translated to; the answers are the documents' examples.</summary>
public sealed class LanguageTests
{
    private const string Answer =
        """
        {"path":"/users","uri":"https://XXXX/XXXX/XXXX/users/XXXX/notification/language","timestamp":1648089630244,
        "organization":"XXXX","application":"17fe201b-XXXX-XXXX-83df-1ed1ebd7b227","action":"put",
        "data":{"language":"EU"},"duration":66,"applicationName":"XXXX"}
        """;

    [Theory]
    [InlineData("EU")]
    [InlineData("")]
    public async Task Sets_the_language(string language)
    {
        var handler = StubHandler.Answering(Answer);

        var set = await Some.Client(handler).Settings.SetLanguageAsync("a%b", language, CancellationToken.None);

        Assert.Equal(
            [$$"""PUT users/a%25b/notification/language {"translationLanguage":"{{language}}"}"""], handler.Asked);
        Assert.Equal("EU", set);
    }

    [Fact]
    public async Task Reads_the_language()
    {
        var handler = StubHandler.Answering(Answer);

        var language = await Some.Client(handler).Settings.GetLanguageAsync("ada", CancellationToken.None);

        Assert.Equal(["GET users/ada/notification/language"], handler.Asked);
        Assert.Equal("EU", language);
    }

    [Theory]
    [InlineData("""{"data":{"language":""}}""")]
    [InlineData("""{"data":{"language":null}}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":null}""")]
    public async Task No_language_is_the_empty_text(string answer)
    {
        var settings = Some.Client(StubHandler.Answering(answer)).Settings;

        Assert.Equal("", await settings.GetLanguageAsync("ada", CancellationToken.None));
    }
}
