using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary><c>PUT users/{user}</c>: the push name and style, and the old do-not-disturb hours.</summary>
internal static class UserUpdate
{
    private const int MaxNicknameLength = 100;
    private const string Start = "notification_no_disturbing_start";
    private const string End = "notification_no_disturbing_end";
    private const string Quiet = "notification_no_disturbing";
    private const string Style = "notification_display_style";
    private const string Order =
        "action application path uri entities timestamp duration organization applicationName";

    public static Reply Put(EndpointCall call)
    {
        if (call.Body.ValueKind != JsonValueKind.Object)
            return Reply.Illegal(BodyMembers.NoObject);
        if (Problem(call.Body) is { } problem)
            return Reply.Illegal(problem);
        if (call.FarSide.Users.Change(call.RouteValue("user"), user => Updated(user, call)) is not { } updated)
            return Reply.Refuse(UnknownUser.InSettings(call));

        return Reply.Im(new(call, Order)
        {
            // As the example has it: without the user.
            Uri = $"{call.BaseUri}/users",
            Entities = json => UserEntity.Write(json, updated),
        });
    }

    /// <summary>What is wrong with the members that are there; null when they are good.</summary>
    public static string? Problem(JsonElement body)
    {
        if (body.Member("nickname") is not null && body.Text("nickname") is not { Length: <= MaxNicknameLength })
            return $"nickname must be a text of at most {MaxNicknameLength} characters.";
        if (body.Member(Style) is { } style && style.WholeOrText() is not (0 or 1))
            return $"{Style} is {style.GetRawText()}; 0 and 1 are allowed.";
        if (body.Member(Quiet) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
            return $"{Quiet} must be true or false.";
        foreach (var name in (string[])[Start, End])
        {
            if (body.Member(name) is { } hour && hour.WholeOrText() is not (>= 0 and <= 24))
                return $"{name} is {hour.GetRawText()}; an hour of 0 to 24 is allowed.";
        }

        return null;
    }

    private static FarSideUser Updated(FarSideUser user, EndpointCall call) => user with
    {
        ModifiedAt = call.At,
        Nickname = call.Body.Text("nickname") ?? user.Nickname,
        DisplayStyle = call.Body.Member(Style)?.WholeOrText() ?? user.DisplayStyle,
        NoDisturbing = call.Body.Member(Quiet)?.GetBoolean() ?? user.NoDisturbing,
        NoDisturbingStart = call.Body.Member(Start)?.WholeOrText() ?? user.NoDisturbingStart,
        NoDisturbingEnd = call.Body.Member(End)?.WholeOrText() ?? user.NoDisturbingEnd,
    };
}
