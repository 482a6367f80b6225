namespace AgoraChat.Simulator;

/// <summary><c>users/{user}/notification/template</c>: only users themselves choose their template.</summary>
internal static class ReceiverTemplate
{
    public static Reply Put(EndpointCall call)
    {
        if (RefuseToken(call) is { } refusal)
            return Reply.Refuse(refusal);
        if (call.Body.Text("templateName") is not { Length: > 0 } name)
            return Reply.Refuse(FarSideError.InvalidParameter("templateName"));
        if (!call.FarSide.Templates.Exists(name))
            return Reply.Refuse(FarSideError.UnknownTemplate(name));
        return Answer(call, call.FarSide.Users.Change(call.RouteValue("user"), user => user with { Template = name }));
    }

    public static Reply Get(EndpointCall call) => RefuseToken(call) is { } refusal
        ? Reply.Refuse(refusal)
        : Answer(call, call.FarSide.Users.Look(call.RouteValue("user")));

    // Who does not exist has no token: that is found out first.
    private static FarSideError? RefuseToken(EndpointCall call) =>
        call.FarSide.Tokens.RefuseFor(call.FarSide.Users.Look(call.RouteValue("user")), call.Token);

    private static Reply Answer(EndpointCall call, FarSideUser? user) => user is null
        ? Reply.Refuse(UnknownUser.InSettings(call))
        : SettingsAnswer.Of(call, json => json.WriteString("templateName", user.Template));
}
