using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Audiences;

/// <summary>Which app, and which audience, a request is about.</summary>
public sealed class AudienceAddress(KnownApps apps)
{
    /// <summary>Reads <c>?app=</c> and checks the name, which becomes a key and a part of blobs' names.</summary>
    public (string App, Problem? Problem) Read(HttpRequest request, string name)
    {
        var (app, problem) = apps.Read(request);
        return (app, problem ?? (AudienceName.IsName(name) ? null : NoName(name)));
    }

    private static Problem NoName(string name)
    {
        var message = $"'{EventNames.Shorten(name)}' cannot be an audience's name: "
            + $"one has {AudienceName.Form}.";
        return new(
            StatusCodes.Status400BadRequest, ProblemCodes.InvalidAudience, "The audience cannot be read", message)
        {
            Errors = [new("/name", message)],
        };
    }
}
