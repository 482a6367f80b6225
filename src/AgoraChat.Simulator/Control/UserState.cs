namespace AgoraChat.Simulator;

/// <summary>The answer of <c>PUT /simulator/users/{user}</c>.</summary>
internal sealed record UserState(
    string User, bool Online, int OfflineMessages, IReadOnlyDictionary<string, string> MessageStates, string Platform)
{
    public static UserState Of(FarSideUser user) =>
        new(user.Name, user.IsOnline, user.OfflineMessages, user.MessageStates, user.Platform);
}
