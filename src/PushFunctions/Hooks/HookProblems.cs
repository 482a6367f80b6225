using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Hooks;

/// <summary>Why a source's request is refused.</summary>
internal static class HookProblems
{
    public static Problem NotTrue { get; } = SignatureRead.Refused.Invalid(
        "No secret of the source gives this signature for these bytes. Sign the body as it is sent, byte by byte, "
        + "with a secret that the source's settings name.").Problem;

    public static Problem UnknownSource(string name) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownSource, "There is no such source",
        $"No source '{EventNames.Shorten(name)}' is configured. A source is configured by the settings "
        + "Hooks__Sources__{source}__…; its name is lower-case.");

    public static Problem Unsigned(string name) => new(
        StatusCodes.Status401Unauthorized, ProblemCodes.UnsignedSource, "The source signs nothing",
        $"The source '{name}' has the scheme None. Post to /api/sources/{name} with a function key.");

    public static Problem TypeNotAllowed(HookSource source, string type) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.TypeNotAllowed, "The source may not send this type",
        source.Types.Count > 0
            ? $"The source '{source.Name}' may not send '{EventNames.Shorten(type)}'. "
                + $"Its setting Hooks__Sources__{source.Name}__Types names the types that it may send."
            : $"The type '{EventNames.Shorten(type)}' came in a header, which the signature does not cover. Name it in "
                + $"Hooks__Sources__{source.Name}__Types, or send the event in structured mode.");

    public static Problem OriginNotAllowed(string origin) => new(
        StatusCodes.Status403Forbidden, ProblemCodes.OriginNotAllowed, "The origin may not post here",
        $"The origin '{EventNames.Shorten(origin)}' is not among those that the source's setting Origins names.");
}
