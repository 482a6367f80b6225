using AgoraChat.Push;

namespace AgoraChat.Simulator;

/// <summary>What every call must pass, in this order: the right app, a good token, the limit.</summary>
internal sealed class Gate(SimulatorOptions options, CallLimits limits, CallJournal journal, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    /// <returns>The refusal, or null when the call may go on.</returns>
    public FarSideError? Refuse(HttpRequest request, string endpoint)
    {
        if (!IsThisApp(request.RouteValues))
            return FarSideError.UnknownApp(App(request.RouteValues), request.Path.Value!.TrimStart('/'));
        if (CheckToken(Token(request)) is { } refusal)
            return refusal;

        journal.Arrived(endpoint);
        return limits.TryPass(endpoint) ? null : FarSideError.ReachLimit;
    }

    /// <summary>The bearer token as it came; null when there is none.</summary>
    public static string? Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme, StringComparison.Ordinal)
            ? header[Scheme.Length..]
            : null;

    private FarSideError? CheckToken(string? token) =>
        token is null
            ? FarSideError.Unauthorized
            : AppToken.Check(token, options.AppId, options.AppCertificate, time.GetUtcNow()) switch
            {
                AppTokenCheck.Valid => null,
                AppTokenCheck.Expired => FarSideError.ExpiredToken,
                AppTokenCheck.Foreign => FarSideError.ForeignToken,
                _ => FarSideError.CorruptToken,
            };

    private bool IsThisApp(RouteValueDictionary route) =>
        route.TryGetValue("appId", out var appId)
            ? string.Equals(appId as string, options.AppId, StringComparison.Ordinal)
            : string.Equals(route["org"] as string, options.OrgName, StringComparison.Ordinal)
                && string.Equals(route["app"] as string, options.AppName, StringComparison.Ordinal);

    private static string App(RouteValueDictionary route) =>
        route.TryGetValue("appId", out var appId) ? $"{appId}" : $"{route["org"]}/{route["app"]}";
}
