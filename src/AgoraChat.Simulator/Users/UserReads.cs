namespace AgoraChat.Simulator;

/// <summary><c>GET users/{user}</c>.</summary>
internal static class UserReads
{
    public static Reply Get(EndpointCall call) =>
        call.FarSide.Users.Find(call.RouteValue("user")) is { } user
            ? Reply.Im(new(call, "action path uri entities timestamp duration count")
            {
                Entities = json => UserEntity.Write(json, user, withBindings: true),
                Count = 1,
            })
            : Reply.Refuse(FarSideError.UnknownUser);
}
