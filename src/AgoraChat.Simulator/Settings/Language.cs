namespace AgoraChat.Simulator;

/// <summary><c>users/{user}/notification/language</c>: what pushes to this user are translated to.</summary>
internal static class Language
{
    public static Reply Put(EndpointCall call)
    {
        if (call.Body.Text("translationLanguage") is not { } language)
            return Reply.Refuse(FarSideError.InvalidParameter("translationLanguage"));
        return Answer(
            call, call.FarSide.Users.Change(call.RouteValue("user"), user => user with { Language = language }));
    }

    public static Reply Get(EndpointCall call) => Answer(call, call.FarSide.Users.Look(call.RouteValue("user")));

    // As the example has it: without the user.
    private static Reply Answer(EndpointCall call, FarSideUser? user) => user is null
        ? Reply.Refuse(UnknownUser.InSettings(call))
        : SettingsAnswer.Of(
            call, json => json.WriteString("language", user.Language), $"{call.BaseUri}/users/notification/language");
}
