namespace AgoraChat.Simulator;

/// <summary>What a call must pass, in this order: the right app, a good token, the limits, an open service.</summary>
internal sealed class Gate(FarSide farSide, CallLimits limits)
{
    private const string Scheme = "Bearer ";

    private readonly SimulatorOptions _options = farSide.Options;

    /// <returns>The refusal, or null when the call may go on.</returns>
    public Refusal? Refuse(HttpRequest request, Endpoint endpoint)
    {
        var switches = farSide.Switches.Current;
        if (!IsThisApp(request.RouteValues))
            return new(FarSideError.UnknownApp(App(request.RouteValues), request.Path.Value!.TrimStart('/')));
        if (endpoint.IsEasemobOnly && !switches.EasemobEndpoints)
            return new(FarSideError.BadPath);
        if (!endpoint.IsOpen && farSide.Tokens.Refuse(Token(request)) is { } error)
            return new(error);

        farSide.Journal.Arrived(endpoint);
        if (limits.TryPass(endpoint) is { } breach)
            return Refusal.Of(breach, switches);
        var isClosed = (endpoint.IsPushService && !switches.PushServiceOpen)
            || (endpoint.NeedsAdvancedPush && !switches.AdvancedPushOpen);
        return isClosed ? new(FarSideError.ServiceNotOpen) : null;
    }

    /// <summary>The bearer token as it came; null when there is none.</summary>
    public static string? Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme, StringComparison.Ordinal)
            ? header[Scheme.Length..]
            : null;

    private bool IsThisApp(RouteValueDictionary route) =>
        route.TryGetValue("appId", out var appId)
            ? string.Equals(appId as string, _options.AppId, StringComparison.Ordinal)
            : string.Equals(route["org"] as string, _options.OrgName, StringComparison.Ordinal)
                && string.Equals(route["app"] as string, _options.AppName, StringComparison.Ordinal);

    private static string App(RouteValueDictionary route) =>
        route.TryGetValue("appId", out var appId) ? $"{appId}" : $"{route["org"]}/{route["app"]}";
}
