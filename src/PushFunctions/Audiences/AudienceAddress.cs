using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Audiences;

/// <summary>Which app, and which audience, a request is about.</summary>
public sealed partial class AudienceAddress(KnownApps apps)
{
    private const int MaxName = 128;

    /// <summary>Reads <c>?app=</c>.</summary>
    public (string App, Problem? Problem) ReadApp(HttpRequest request)
    {
        var app = request.Query["app"].ToString() is { Length: > 0 } named ? named : AppEvent.DefaultApp;
        return (app, apps.Contains(app) ? null : apps.Unknown(app));
    }

    /// <summary>Reads <c>?app=</c> and checks the name, which becomes a key of a table and a part of blobs' names.</summary>
    public (string App, Problem? Problem) Read(HttpRequest request, string name)
    {
        var (app, problem) = ReadApp(request);
        return (app, problem ?? (IsName(name) ? null : NoName(name)));
    }

    /// <summary>Whether an audience can have this name.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    private static Problem NoName(string name)
    {
        var message = $"'{EventNames.Shorten(name)}' cannot be an audience's name: one has 1 to {MaxName} of a-z, A-Z, "
            + "0-9, '.', '_' and '-', and begins and ends with a letter or digit.";
        return new(
            StatusCodes.Status400BadRequest, ProblemCodes.InvalidAudience, "The audience cannot be read", message)
        {
            Errors = [new("/name", message)],
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?\z")]
    private static partial Regex NameForm();
}
