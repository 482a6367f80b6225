namespace AgoraChat.Simulator;

/// <summary>How somebody who does not exist is refused.</summary>
internal static class UnknownUser
{
    /// <summary>By the general table, or, by the switch, by the table of the push settings.</summary>
    public static FarSideError InSettings(EndpointCall call) =>
        call.Switches.UnknownUserIs400InSettings ? FarSideError.UsernameRequired : FarSideError.UnknownUser;
}
