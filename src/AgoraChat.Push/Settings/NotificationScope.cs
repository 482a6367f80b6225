using System.Diagnostics;

namespace AgoraChat.Push;

/// <summary>What a setting is for: all the app, or one conversation, whose setting wins.</summary>
public abstract record NotificationScope
{
    private NotificationScope() { }

    /// <summary>All conversations without a setting of their own.</summary>
    public sealed record App : NotificationScope;

    /// <summary>The conversation with one other user.</summary>
    /// <param name="Peer">The other's user id.</param>
    public sealed record User(string Peer) : NotificationScope;

    /// <summary>The conversation of one group.</summary>
    /// <param name="Id">The group's id.</param>
    public sealed record Group(string Id) : NotificationScope;

    /// <summary>Type and key of the conversation in the path.</summary>
    /// <exception cref="ArgumentException">The peer is the user.</exception>
    internal (string Type, string Key) Of(string user) => this switch
    {
        // The app's setting is written as the user's conversation with himself.
        App => ("user", user),
        User(var peer) when peer != user => ("user", peer),
        User => throw new ArgumentException(
            "The peer is the user; name another user, or set NotificationScope.App for the whole app."),
        Group(var id) => ("chatgroup", id),
        _ => throw new UnreachableException(),
    };
}
