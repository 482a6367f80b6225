using AgoraChat.Push;

namespace PushFunctions.Preferences;

/// <summary>Whose notifications: a user's of the whole app, or of one conversation.</summary>
/// <param name="App">The app.</param>
/// <param name="User">The user.</param>
/// <param name="Scope">All of the app's conversations, or one.</param>
public sealed record PreferenceTarget(string App, string User, NotificationScope Scope)
{
    public ConversationView? Conversation => Scope switch
    {
        NotificationScope.User other => new(PreferenceAddress.OfUser, other.Peer),
        NotificationScope.Group group => new(PreferenceAddress.OfGroup, group.Id),
        _ => null,
    };
}
