using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Hooks;

/// <summary>What came of reading the headers of a signature.</summary>
public abstract record SignatureRead
{
    private SignatureRead()
    {
    }

    /// <summary>Well-formed and of these minutes; whether it is true, the body must show.</summary>
    public sealed record Claimed(SignatureClaim Claim) : SignatureRead;

    public sealed record Refused(Problem Problem) : SignatureRead
    {
        public static Refused Missing(string header) => new(new Problem(
            StatusCodes.Status401Unauthorized, ProblemCodes.MissingSignature, "The signature is missing",
            $"The header {header} is missing or empty. The body was not read. "
            + "Sign the request as docs/hooks.md says for the source's scheme."));

        public static Refused Malformed(string why) => Invalid(
            $"{why} The body was not read. docs/hooks.md has the form.");

        public static Refused Stale(string place, long ageSeconds, TimeSpan tolerance) => new(new Problem(
            StatusCodes.Status401Unauthorized, ProblemCodes.StaleSignature, "The signature is not of this time",
            $"{place} is {Math.Abs(ageSeconds):N0} s {(ageSeconds > 0 ? "ago" : "ahead")}; at most "
            + $"{tolerance.TotalSeconds:N0} s are allowed. Sign each try anew, and check the sender's clock."));

        public static Refused Invalid(string detail) => new(new Problem(
            StatusCodes.Status401Unauthorized, ProblemCodes.InvalidSignature, "The signature is not valid", detail));
    }
}
