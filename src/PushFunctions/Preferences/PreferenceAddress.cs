using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Stories;

namespace PushFunctions.Preferences;

/// <summary>Reads from an address whose notifications are meant.</summary>
public sealed class PreferenceAddress(KnownApps apps)
{
    public const string OfUser = "user";
    public const string OfGroup = "group";

    private const int MaxGroupLength = 64;

    public (PreferenceTarget? Target, Problem? Problem) Read(HttpRequest request, string user)
    {
        var (app, problem) = apps.Read(request);
        problem ??= CheckUser(user);
        return problem is null ? (new(app, user, new NotificationScope.App()), null) : (null, problem);
    }

    public (PreferenceTarget? Target, Problem? Problem) Read(HttpRequest request, string user, string kind, string id)
    {
        var (target, problem) = Read(request, user);
        if (target is null) return (null, problem);
        if (FindProblem(user, kind, id) is { } why) return (null, PreferenceProblems.Invalid([why]));
        NotificationScope scope =
            kind == OfUser ? new NotificationScope.User(id) : new NotificationScope.Group(id);
        return (target with { Scope = scope }, null);
    }

    private static Problem? CheckUser(string user) =>
        UserId.FindProblem(user) is { } reason ? StoryProblems.InvalidUser(reason) : null;

    private static FieldError? FindProblem(string user, string kind, string id)
    {
        var shown = EventNames.Shorten(id);
        return kind switch
        {
            OfUser when id == user => new(
                "/id",
                $"is the user itself. A conversation is with another user; for the whole app there is "
                + $"/api/users/{user}/notifications."),
            OfUser => UserId.FindProblem(id) is { } reason ? new("/id", reason) : null,
            OfGroup => IsGroup(id)
                ? null
                : new("/id", $"'{shown}' is not a group's id: 1 to {MaxGroupLength} of a-z, A-Z, 0-9, '_' and '-'."),
            _ => new("/kind", $"is '{EventNames.Shorten(kind)}'; give user or group."),
        };
    }

    private static bool IsGroup(string id) =>
        id.Length is > 0 and <= MaxGroupLength
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
