using System.Buffers.Binary;
using System.Diagnostics;

namespace AgoraChat.Push.Tests;

/// <summary>The far side's own library for tokens, <c>agora-token</c> on npm, run by Node.</summary>
internal static class OfficialLibrary
{
    private const int SignatureAndAppId = 2 + 32 + 2 + 32;

    /// <summary>What <c>ChatTokenBuilder.buildAppToken</c> gives.</summary>
    public static Task<string> AppTokenAsync(string appId, string certificate, int expire) => RunAsync(
        $"const {{ ChatTokenBuilder }} = require(library + 'ChatTokenBuilder.js');"
        + $"console.log(ChatTokenBuilder.buildAppToken('{appId}', '{certificate}', {expire}));");

    /// <summary>What <c>ChatTokenBuilder.buildUserToken</c> gives.</summary>
    public static Task<string> UserTokenAsync(string appId, string certificate, string user, int expire) => RunAsync(
        $"const {{ ChatTokenBuilder }} = require(library + 'ChatTokenBuilder.js');"
        + $"console.log(ChatTokenBuilder.buildUserToken('{appId}', '{certificate}', '{user}', {expire}));");

    /// <summary>Runs a script that knows <c>library</c>, the folder of its sources, and gives what it prints.</summary>
    public static async Task<string> RunAsync(string script)
    {
        var library = Path.Combine(Repository.Root, "node_modules", "agora-token", "src");
        Assert.True(Directory.Exists(library), $"{library} is missing; run npm ci.");
        var start = new ProcessStartInfo(
            "node", ["--no-deprecation", "-e", $"const library = '{library.Replace('\\', '/')}/'; {script}"])
        {
            RedirectStandardOutput = true,
        };

        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return output.Trim();
    }

    /// <summary>When a token was made: the library takes the machine's clock.</summary>
    public static DateTimeOffset IssuedAt(string token) => DateTimeOffset.FromUnixTimeSeconds(
        BinaryPrimitives.ReadUInt32LittleEndian(TokenParts.Content(token).AsSpan(SignatureAndAppId)));
}
