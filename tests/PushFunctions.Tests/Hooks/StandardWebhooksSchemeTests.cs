using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Hooks;
using PushFunctions.Problems;
using PushFunctions.Signing;

namespace PushFunctions.Tests.Hooks;

public sealed class StandardWebhooksSchemeTests() : SignatureTest("StandardWebhooks")
{
    /// <summary>The reference libraries' own example.</summary>
    [Fact]
    public void The_example_of_the_reference_libraries_is_true()
    {
        var headers = new HeaderDictionary
        {
            ["webhook-id"] = "msg_p5jXN8AQM9LWM0D4loKWxJek",
            ["webhook-timestamp"] = "1614265330",
            ["webhook-signature"] = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        };
        var scheme = new StandardWebhooksScheme();
        var key = Assert.IsType<SecretRead.Key>(scheme.ReadSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        var read = scheme.Read(headers, DateTimeOffset.FromUnixTimeSeconds(1_614_265_330));

        var claim = Assert.IsType<SignatureRead.Claimed>(read).Claim;
        Assert.Equal("msg_p5jXN8AQM9LWM0D4loKWxJek", claim.SignedId);
        Assert.True(claim.IsTrueOf("""{"test": 2432232314}"""u8, [key.Bytes]));
        Assert.False(claim.IsTrueOf("""{"test":2432232314}"""u8, [key.Bytes]));
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public void Each_header_is_needed_once(string header) => AssertNeeds(header, () => Signer.StandardWebhooks());

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    [InlineData(-86_400, false)]
    public void Five_minutes_either_way_are_allowed(int seconds, bool isTaken)
    {
        var headers = Signer.StandardWebhooks(time: Signer.Time(seconds));

        if (isTaken) Assert.True(IsTrue(headers, Signer.Secret));
        else AssertRefused(headers, ProblemCodes.StaleSignature, seconds < 0 ? "s ago" : "s ahead");
    }

    [Theory]
    [InlineData("now")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e9")]
    [InlineData("٣")]
    [InlineData("99999999999999999999999999")]
    public void A_time_that_is_no_number_is_refused(string time)
    {
        var headers = Signer.StandardWebhooks();
        headers["webhook-timestamp"] = time;

        AssertRefused(headers, ProblemCodes.InvalidSignature, "Unix seconds");
    }

    [Fact]
    public void The_end_of_all_times_is_only_stale()
    {
        var headers = Signer.StandardWebhooks();
        headers["webhook-timestamp"] = long.MaxValue.ToString(CultureInfo.InvariantCulture);

        AssertRefused(headers, ProblemCodes.StaleSignature, "ahead");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1,")]
    [InlineData("v1,***")]
    [InlineData("v1,AAAA")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=AAAA")]
    public void A_signature_that_is_none_is_refused(string signature)
    {
        var headers = Signer.StandardWebhooks();
        headers["webhook-signature"] = signature;

        AssertRefused(headers, ProblemCodes.InvalidSignature, "webhook-signature");
    }

    [Fact]
    public void One_of_several_signatures_is_enough()
    {
        var headers = Signer.StandardWebhooks();
        headers["webhook-signature"] =
            $"v1a,whatever nonsense v1,*** {Signer.Standard(Signer.OtherSecret, Signer.Time())} "
            + Signer.Standard(Signer.Secret, Signer.Time());

        Assert.True(IsTrue(headers, Signer.Secret));
    }

    [Fact]
    public void One_of_several_secrets_is_enough()
    {
        var headers = Signer.StandardWebhooks(Signer.OtherSecret);

        Assert.True(IsTrue(headers, Signer.Secret, Signer.OtherSecret));
        Assert.False(IsTrue(headers, Signer.Secret));
        Assert.False(IsTrue(headers));
    }

    [Fact]
    public void A_body_with_one_byte_changed_is_not_what_was_signed() =>
        AssertNoChangedByteIsTaken(Signer.StandardWebhooks(), Signer.Secret);

    [Theory]
    [InlineData("webhook-id", "msg_18")]
    [InlineData("webhook-timestamp", null)]
    public void Id_and_time_are_signed(string header, string? value)
    {
        var headers = Signer.StandardWebhooks();
        headers[header] = value ?? Signer.Time(1);

        Assert.False(IsTrue(headers, Signer.Secret));
    }

    [Fact]
    public void An_id_with_a_dot_is_refused()
    {
        var headers = Signer.StandardWebhooks();
        headers["webhook-id"] = "msg.17";

        AssertRefused(headers, ProblemCodes.InvalidSignature, "dot");
    }

    [Fact]
    public void An_id_of_ten_thousand_characters_is_refused_with_the_limit()
    {
        var headers = Signer.StandardWebhooks();
        headers["webhook-id"] = new string('x', 10_000);

        AssertRefused(headers, ProblemCodes.InvalidSignature, "10000 characters");
        AssertRefused(headers, ProblemCodes.InvalidSignature, "1024");
    }

    [Theory]
    [InlineData("whsec_not base64!", "base64")]
    [InlineData("whsec_OUcRARkgRYWB2Cuhfycdt3+bspogiRcFjoJFgwyuEEw", "base64")]
    [InlineData("", "0 bytes")]
    [InlineData("whsec_", "0 bytes")]
    [InlineData("whsec_c2hvcnQ=", "5 bytes")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "23 bytes")]
    public void A_secret_that_cannot_be_used_is_refused_unsaid(string secret, string said) =>
        Assert.Contains(said, Why(secret), StringComparison.Ordinal);

    [Fact]
    public void A_secret_may_stand_without_its_prefix() =>
        Assert.True(IsTrue(Signer.StandardWebhooks(), Signer.Secret["whsec_".Length..]));
}
