namespace AgoraChat.Push.Tests;

/// <summary>The examples of refusals.</summary>
internal static class ErrorCases
{
    private const string UnknownUser = "nobody";

    public static IReadOnlyList<FixtureCase> All { get; } =
    [
        new ErrorCase("errors/bad-username.json", 400, AgoraChatErrorKind.Refused)
        {
            Provoke = _ => { },
            // The example shows the place of the name, not the name.
            Call = client => client.Users.RegisterAsync("%s", "p", CancellationToken.None),
        },
        new ErrorCase("errors/corrupt-token.json", 401, AgoraChatErrorKind.Unauthorized)
        {
            Provoke = scene => scene.Options.Token = "YWMtNobodyGaveThis",
        },
        new ErrorCase("errors/expired-2014.json", 401, AgoraChatErrorKind.Unauthorized),
        new ErrorCase("errors/forbidden.json", 403, AgoraChatErrorKind.Refused),
        new ErrorCase("errors/reach-limit.json", 429, AgoraChatErrorKind.Throttled)
        {
            Provoke = scene => scene.Simulator.Limits.Set("users/{user}/status", 0),
        },
        new ErrorCase("errors/unauthorized.json", 401, AgoraChatErrorKind.Unauthorized),
        new ErrorCase("errors/unauthorized-short.json", 401, AgoraChatErrorKind.Unauthorized)
        {
            Provoke = scene => scene.Tokens = new NoTokens(),
        },
        new ErrorCase("errors/unknown-app.json", 404, AgoraChatErrorKind.NotFound)
        {
            Provoke = scene =>
            {
                (scene.Options.OrgName, scene.Options.AppName) = ("1182170609115040", "billiardss");
                scene.Options.ExchangeToken = true;
            },
        },
        new ErrorCase("errors/unknown-user.json", 404, AgoraChatErrorKind.NotFound)
        {
            Provoke = scene => scene.Simulator.Switches = new() { OnlyRegisteredUsers = true },
            Call = client => client.Users.IsOnlineAsync(UnknownUser, CancellationToken.None),
        },
    ];

    /// <summary>An empty header, as of a caller who forgot the token.</summary>
    private sealed class NoTokens : TokenSource
    {
        public override bool CanRenew => false;

        public override ValueTask<string> GetAsync(CancellationToken cancellationToken) => new("");

        public override void Invalidate(string token)
        {
        }
    }
}
