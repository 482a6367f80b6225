using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Hooks;

public sealed class StripeSchemeTests() : SignatureTest("Stripe")
{
    private const string Header = "Stripe-Signature";

    [Fact]
    public void What_Stripe_signs_is_true()
    {
        Assert.True(IsTrue(Signer.Stripe(), Signer.Text));
        Assert.Null(Claimed(Signer.Stripe()).Claim.SignedId);
    }

    [Fact]
    public void The_letters_of_a_secret_are_its_key() =>
        Assert.True(IsTrue(Signer.Stripe(Signer.Secret), Signer.Secret));

    [Fact]
    public void The_header_is_needed_once() => AssertNeeds(Header, () => Signer.Stripe());

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Five_minutes_either_way_are_allowed(int seconds, bool isTaken)
    {
        var headers = Signer.Stripe(time: Signer.Time(seconds));

        if (isTaken) Assert.True(IsTrue(headers, Signer.Text));
        else AssertRefused(headers, ProblemCodes.StaleSignature, "at most 300 s");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("t={t}")]
    [InlineData("v1={v}")]
    [InlineData("t={t},v1=")]
    [InlineData("t={t},v1=abc")]
    [InlineData("t={t},v0={v}")]
    [InlineData("t={t},t={t},v1={v}")]
    [InlineData("t=soon,v1={v}")]
    [InlineData("t=,v1={v}")]
    public void A_signature_that_is_none_is_refused(string form)
    {
        var signature = form.Replace("{t}", Signer.Time(), StringComparison.Ordinal)
            .Replace("{v}", Signer.StripeDigest(Signer.Text, Signer.Time()), StringComparison.Ordinal);

        AssertRefused(new HeaderDictionary { [Header] = signature }, ProblemCodes.InvalidSignature, Header);
    }

    [Fact]
    public void One_of_several_signatures_and_of_several_secrets_is_enough()
    {
        var digests = (string[])["an older secret of ours", Signer.Text];
        var header = string.Join(",", digests.Select(secret => $"v1={Signer.StripeDigest(secret, Signer.Time())}"));
        var headers = new HeaderDictionary { [Header] = $"t={Signer.Time()},{header},v0=abc" };

        Assert.True(IsTrue(headers, "yet another secret of ours", Signer.Text));
        Assert.False(IsTrue(headers, "yet another secret of ours"));
    }

    [Fact]
    public void The_time_is_signed()
    {
        var headers = new HeaderDictionary
        {
            [Header] = $"t={Signer.Time(1)},v1={Signer.StripeDigest(Signer.Text, Signer.Time())}",
        };

        Assert.False(IsTrue(headers, Signer.Text));
    }

    [Fact]
    public void A_body_with_one_byte_changed_is_not_what_was_signed() =>
        AssertNoChangedByteIsTaken(Signer.Stripe(), Signer.Text);

    [Fact]
    public void A_short_secret_is_refused_unsaid() =>
        Assert.Contains("at least 16", Why("whsec_short"), StringComparison.Ordinal);
}
