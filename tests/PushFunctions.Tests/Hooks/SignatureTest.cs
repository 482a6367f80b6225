using Microsoft.AspNetCore.Http;
using PushFunctions.Hooks;
using PushFunctions.Problems;
using PushFunctions.Signing;

namespace PushFunctions.Tests.Hooks;

/// <summary>What the tests of all schemes need.</summary>
public abstract class SignatureTest(string scheme)
{
    private readonly SignatureScheme _scheme = SignatureScheme.Find(scheme)!;

    private protected SignatureRead.Claimed Claimed(IHeaderDictionary headers) =>
        Assert.IsType<SignatureRead.Claimed>(_scheme.Read(headers, Some.Now));

    private protected bool IsTrue(IHeaderDictionary headers, params string[] secrets) =>
        IsTrueOf(Signer.Body, headers, secrets);

    private protected bool IsTrueOf(byte[] body, IHeaderDictionary headers, params string[] secrets) =>
        Claimed(headers).Claim.IsTrueOf(
            body, [.. secrets.Select(secret => Assert.IsType<SecretRead.Key>(_scheme.ReadSecret(secret)).Bytes)]);

    private protected void AssertRefused(IHeaderDictionary headers, string code, string said)
    {
        var problem = Assert.IsType<SignatureRead.Refused>(_scheme.Read(headers, Some.Now)).Problem;

        Assert.Equal((401, code), (problem.Status, problem.Code));
        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }

    private protected string Why(string secret)
    {
        var why = Assert.IsType<SecretRead.Refused>(_scheme.ReadSecret(secret)).Why;
        if (secret.Length > 6) Assert.DoesNotContain(secret[6..], why, StringComparison.Ordinal);
        return why;
    }

    /// <summary>Asserts that a header must be there, once, and hold something.</summary>
    private protected void AssertNeeds(string header, Func<IHeaderDictionary> signed)
    {
        var headers = signed();
        headers.Remove(header);
        AssertRefused(headers, ProblemCodes.MissingSignature, header);
        foreach (var empty in (string[])["", " "])
        {
            headers[header] = empty;
            AssertRefused(headers, ProblemCodes.MissingSignature, header);
        }

        headers = signed();
        headers[header] = new([headers[header][0], headers[header][0]]);
        AssertRefused(headers, ProblemCodes.InvalidSignature, $"{header} is there 2 times");
    }

    private protected void AssertNoChangedByteIsTaken(IHeaderDictionary headers, string secret)
    {
        Assert.True(IsTrue(headers, secret));
        for (var at = 0; at < Signer.Body.Length; at++)
        {
            var body = Signer.Body;
            body[at] ^= 1;
            Assert.False(IsTrueOf(body, headers, secret));
        }

        Assert.False(IsTrueOf([.. Signer.Body, (byte)' '], headers, secret));
        Assert.False(IsTrueOf(Signer.Body[..^1], headers, secret));
        Assert.False(IsTrueOf([], headers, secret));
    }
}
