namespace AgoraChat.Simulator;

/// <summary>Modes and do-not-disturb. A user's own id as the peer means the whole app.</summary>
internal static class Notifications
{
    /// <summary><c>PUT users/{user}/notification/{chattype}/{key}</c>.</summary>
    public static Reply Put(EndpointCall call)
    {
        if (NotificationRules.WrongParameter(call) is { } wrong)
            return Reply.Refuse(FarSideError.InvalidParameter(wrong));
        if (call.FarSide.Users.Change(call.RouteValue("user"), user => Changed(user, call)) is not { } user)
            return Reply.Refuse(UnknownUser.InSettings(call));
        return Answer(call, user);
    }

    /// <summary><c>GET users/{user}/notification/{chattype}/{key}</c>.</summary>
    public static Reply Get(EndpointCall call)
    {
        if (!NotificationRules.IsChatType(call))
            return Reply.Refuse(FarSideError.InvalidParameter("chattype"));
        if (call.FarSide.Users.Look(call.RouteValue("user")) is not { } user)
            return Reply.Refuse(UnknownUser.InSettings(call));
        return Answer(call, user);
    }

    private static string Scope(EndpointCall call) => $"{call.RouteValue("chattype")}/{call.RouteValue("key")}";

    private static NotificationState State(EndpointCall call, FarSideUser user) =>
        user.Notifications.GetValueOrDefault(Scope(call), NotificationState.NeverSet);

    private static FarSideUser Changed(FarSideUser user, EndpointCall call)
    {
        var old = State(call, user);
        var state = new NotificationState
        {
            Mode = call.Body.Text("type") ?? old.Mode,
            QuietHours = call.Body.Text("ignoreInterval") ?? old.QuietHours,
            MutedUntil = call.Body.Member("ignoreDuration")?.GetInt64() switch
            {
                null => old.MutedUntil,
                0 => null,
                { } milliseconds => call.At.AddMilliseconds(milliseconds),
            },
        };
        return user with { Notifications = user.Notifications.SetItem(Scope(call), state) };
    }

    // As the example has it: without the user.
    private static Reply Answer(EndpointCall call, FarSideUser user) => SettingsAnswer.Of(
        call, json => State(call, user).Write(json, call.At), $"{call.BaseUri}/users/notification/{Scope(call)}");
}
