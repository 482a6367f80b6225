using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Manage;

/// <summary>Which app, and which type, a request is about.</summary>
public sealed partial class MappingAddress(KnownApps apps)
{
    private const int MaxType = 200;

    /// <summary>Reads <c>?app=</c> and checks the type, which becomes a key of the table.</summary>
    public (string App, Problem? Problem) Read(HttpRequest request, string type)
    {
        var (app, problem) = apps.Read(request);
        return (app, problem ?? (IsType(type) ? null : NoType(type)));
    }

    /// <summary>Whether a mapping for this type can be put.</summary>
    public static bool IsType(string type) => TypeForm().IsMatch(type);

    private static Problem NoType(string type)
    {
        var message = $"'{EventNames.Shorten(type)}' cannot be put: a type that can has 1 to {MaxType} of a-z, A-Z, "
            + "0-9, '.', '_', '-', ':', '~', '@' and '+'. Others can have a file in mappings/.";
        return new(
            StatusCodes.Status400BadRequest, ProblemCodes.InvalidMapping, "The type cannot be put", message)
        {
            Errors = [new("/type", message)],
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:~@+-]{1,200}\z")]
    private static partial Regex TypeForm();
}
