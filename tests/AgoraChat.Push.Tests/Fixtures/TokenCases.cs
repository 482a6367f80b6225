namespace AgoraChat.Push.Tests;

/// <summary>The examples of tokens.</summary>
internal static class TokenCases
{
    private const string User = "2882341273";

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new TokenCase("tokens/app-csharp.txt"),
        new TokenCase("tokens/app-go.txt"),
        new TokenCase("tokens/app-node.txt"),
        new TokenCase("tokens/user-csharp.txt", User),
        new TokenCase("tokens/user-go.txt", User),
        new TokenCase("tokens/user-node.txt", User),
    ];
}
