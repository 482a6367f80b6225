using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Hooks;

public sealed class GitHubSchemeTests() : SignatureTest("GitHub")
{
    private const string Header = "X-Hub-Signature-256";

    /// <summary>https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries</summary>
    [Fact]
    public void The_example_of_the_documentation_is_true()
    {
        var headers = new HeaderDictionary
        {
            [Header] = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        };

        Assert.True(IsTrueOf("Hello, World!"u8.ToArray(), headers, "It's a Secret to Everybody"));
        Assert.Null(Claimed(headers).Claim.SignedId);
    }

    [Fact]
    public void The_header_is_needed_once() => AssertNeeds(Header, () => Signer.GitHub());

    [Theory]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=")]
    [InlineData("sha256=757107ea")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700")]
    public void A_signature_that_is_none_is_refused(string signature) =>
        AssertRefused(new HeaderDictionary { [Header] = signature }, ProblemCodes.InvalidSignature, "64 hexadecimal");

    [Fact]
    public void One_of_several_secrets_is_enough()
    {
        Assert.True(IsTrue(Signer.GitHub(), "another secret of ours", Signer.Text));
        Assert.False(IsTrue(Signer.GitHub(), "another secret of ours"));
    }

    [Fact]
    public void A_body_with_one_byte_changed_is_not_what_was_signed() =>
        AssertNoChangedByteIsTaken(Signer.GitHub(), Signer.Text);

    [Fact]
    public void A_short_secret_is_refused_unsaid() =>
        Assert.Contains("15 characters; at least 16", Why("123456789012345"), StringComparison.Ordinal);
}
