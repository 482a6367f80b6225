namespace AgoraChat.Push.Tests;

/// <summary>The official Node library as a witness, both ways.</summary>
public sealed class OfficialLibraryTests
{
    [Fact]
    public async Task Takes_a_token_that_the_official_library_made()
    {
        var token = await NodeAsync(
            "const token = new AccessToken2(appId, certificate, 1111111, 600);"
            + "const chat = new ServiceChat();"
            + "chat.add_privilege(ServiceChat.kPrivilegeApp, 600);"
            + "token.add_service(chat);"
            + "console.log(token.build());");

        Assert.IsType<AppTokenCheck.Valid>(AppToken.Check(token, Some.AppId, Some.Certificate, Some.Issued));
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(99_999_999u)]
    [InlineData(uint.MaxValue)]
    public async Task The_official_library_reads_and_rebuilds_our_token(uint salt)
    {
        var ours = AppToken.Create(Some.AppId, Some.Certificate, Some.Issued, TimeSpan.FromHours(24), salt).Text;

        var rebuilt = await NodeAsync(
            $"const token = new AccessToken2('', certificate, 1, 1); token.from_string('{ours}');"
            + "console.log(token.build());");

        Assert.Equal(TokenParts.Content(rebuilt), TokenParts.Content(ours));
    }

    private static Task<string> NodeAsync(string script) => OfficialLibrary.RunAsync(
        "const { AccessToken2, ServiceChat } = require(library + 'AccessToken2.js');"
        + $"const appId = '{Some.AppId}', certificate = '{Some.Certificate}'; {script}");
}
