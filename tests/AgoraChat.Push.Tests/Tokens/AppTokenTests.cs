using System.IO.Compression;

namespace AgoraChat.Push.Tests;

public sealed class AppTokenTests
{
    private const string AppTokenSigned =
        "2000393730434133356465363063343436343562626165386132313530363162333347f4100058020000010000000100050001000200"
        + "580200000000";

    private const string AppTokenSignature = "2d6e85c3436f1811bc2c43173bf34eaa047d5e896abd4ef54c654110c0fade50";

    private const string UserTokenSigned =
        "2000393730434133356465363063343436343562626165386132313530363162333347f4100058020000010000000100050001000100"
        + "580200000a0032383832333431323733";

    private const string UserTokenSignature = "28523b422bbfe03ceee4d0caef59d686fe2518eb70077dda27cdfcd448ff64ae";

    /// <summary>The official texts: C#, Python, PHP, Java and C++; Node; Go.</summary>
    public static TheoryData<string> OfficialAppTokens =>
    [
        "007eJxTYNDNaz3snC8huEfHWdz6s98qltq4zqy9fl99Uh0FDvy6F6DAYGlu4OxobJqSamaQbGJiZmKalJSYapFoZGhqYGaYZGzs/kWAIYKJ"
        + "gYGRAYRZgZgJzGdgAACt8hhr",
        "007eJxTYNDNaz3snC8huEfHWdz6s98qltq4zqy9fl99Uh0FDvy6F6DAYGlu4OxobJqSamaQbGJiZmKalJSYapFoZGhqYGaYZGzs/kWAIYKJ"
        + "gYGRAYRZGRgZmMB8BgYArfIYaw==",
        "007eJxSYNDNaz3snC8huEfHWdz6s98qltq4zqy9fl99Uh0FDvy6F6DAYGlu4OxobJqSamaQbGJiZmKalJSYapFoZGhqYGaYZGzs/kWAIYKJ"
        + "gYGRAYRZGRgZmMB8BgZAAAAA//+t8hhr",
    ];

    public static TheoryData<string> OfficialUserTokens =>
    [
        "007eJxTYNAIsnbS3v/A5t2TC6feR15r+6cq8bqAvfaW+tk/Vzz+p6xTYLA0N3B2NDZNSTUzSDYxMTMxTUpKTLVINDI0NTAzTDI2dv8iwBDB"
        + "xMDAyADCrEDMCOZzMRhZWBgZmxgamRsDAB+lHrg=",
        "007eJxTYNAIsnbS3v/A5t2TC6feR15r+6cq8bqAvfaW+tk/Vzz+p6xTYLA0N3B2NDZNSTUzSDYxMTMxTUpKTLVINDI0NTAzTDI2dv8iwBDB"
        + "xMDAyADCrAyMDIxgPheDkYWFkbGJoZG5MQAfpR64",
        "007eJxSYNAIsnbS3v/A5t2TC6feR15r+6cq8bqAvfaW+tk/Vzz+p6xTYLA0N3B2NDZNSTUzSDYxMTMxTUpKTLVINDI0NTAzTDI2dv8iwBDB"
        + "xMDAyADCrAyMDIxgPheDkYWFkbGJoZG5MSAAAP//H6UeuA==",
    ];

    private static string Made =>
        AppToken.Create(Some.AppId, Some.Certificate, Some.Issued, TimeSpan.FromSeconds(600), salt: 1).Text;

    [Theory]
    [MemberData(nameof(OfficialAppTokens))]
    public void Makes_what_the_official_libraries_make(string official)
    {
        var content = TokenParts.Content(Made);

        Assert.Equal(Convert.FromHexString("2000" + AppTokenSignature + AppTokenSigned), content);
        Assert.Equal(TokenParts.Content(official), content);
    }

    [Theory]
    [MemberData(nameof(OfficialAppTokens))]
    public void Takes_the_official_app_tokens(string official)
    {
        var valid = Assert.IsType<AppTokenCheck.Valid>(Check(official));

        Assert.Equal(Some.Issued.AddSeconds(600), valid.ExpiresAt);
    }

    [Theory]
    [MemberData(nameof(OfficialUserTokens))]
    public void Reads_user_tokens_and_does_not_take_them_for_app_tokens(string official)
    {
        var foreign = Assert.IsType<AppTokenCheck.Foreign>(Check(official));

        Assert.Contains("app privilege", foreign.Reason, StringComparison.Ordinal);
        Assert.Equal(
            Convert.FromHexString("2000" + UserTokenSignature + UserTokenSigned), TokenParts.Content(official));
    }

    [Fact]
    public void Any_flipped_bit_of_the_content_is_noticed()
    {
        var content = TokenParts.Content(Made);

        var taken = Bits(content).Where(flipped => Check(TokenParts.Pack(flipped)) is AppTokenCheck.Valid);

        Assert.Empty(taken);
    }

    [Fact]
    public void Any_flipped_bit_of_the_packing_is_noticed()
    {
        // The bytes below the Base64: zlib's header, its blocks and what is left of the last byte, its checksum.
        var packed = Convert.FromBase64String(Made["007".Length..]);

        var taken = Bits(packed).Select(bytes => "007" + Convert.ToBase64String(bytes))
            .Where(text => Check(text) is AppTokenCheck.Valid);

        Assert.Empty(taken);
    }

    [Fact]
    public void Any_flipped_bit_of_the_packing_is_noticed_whatever_is_packed()
    {
        for (var salt = 1u; salt <= 200; salt++)
        {
            var made = AppToken.Create(Some.AppId, Some.Certificate, Some.Issued, TimeSpan.FromHours(1), salt).Text;
            var packed = Convert.FromBase64String(made["007".Length..]);

            Assert.IsType<AppTokenCheck.Valid>(Check(made));
            Assert.DoesNotContain(
                Bits(packed), bytes => Check("007" + Convert.ToBase64String(bytes)) is AppTokenCheck.Valid);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 })]
    public void Bytes_behind_the_end_are_noticed(byte[] more)
    {
        var packed = Convert.FromBase64String(Made["007".Length..]);

        Assert.IsType<AppTokenCheck.Corrupt>(Check("007" + Convert.ToBase64String([.. packed, .. more])));
    }

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    [InlineData(100_000, false)]
    public void Expires_when_its_life_is_over(int age, bool isValid)
    {
        var check = AppToken.Check(Made, Some.AppId, Some.Certificate, Some.Issued.AddSeconds(age));

        Assert.Equal(isValid, check is AppTokenCheck.Valid);
        Assert.Equal(!isValid, check is AppTokenCheck.Expired expired && expired.At == Some.Issued.AddSeconds(600));
    }

    [Fact]
    public void Expires_with_its_privilege_when_that_is_shorter()
    {
        var signed = Convert.FromHexString(AppTokenSigned);
        signed[^6] = 10; // the privilege's seconds, 600 = 0x0258
        signed[^5] = 0;

        var check = Check(TokenParts.Sign(signed, 1_111_111, 1, Some.Certificate));

        Assert.Equal(new AppTokenCheck.Valid(Some.Issued.AddSeconds(10)), check);
    }

    [Fact]
    public void A_service_of_unknown_form_is_signed_but_opens_nothing()
    {
        var signed = Convert.FromHexString(AppTokenSigned);
        signed[48] = 99; // the service's type

        var check = Check(TokenParts.Sign(signed, 1_111_111, 1, Some.Certificate));

        Assert.IsType<AppTokenCheck.Foreign>(check);
    }

    [Theory]
    [InlineData("970CA35de60c44645bbae8a215061b34", null)]
    [InlineData(null, "5CFd2fd1755d40ecb72977518be15d3c")]
    public void Tokens_of_another_app_or_certificate_are_foreign(string? appId, string? certificate)
    {
        var check = AppToken.Check(Made, appId ?? Some.AppId, certificate ?? Some.Certificate, Some.Issued);

        Assert.IsType<AppTokenCheck.Foreign>(check);
    }

    [Theory]
    [InlineData("")]
    [InlineData("007")]
    [InlineData("007====")]
    [InlineData("006eJxTYNDNaz3s")]
    [InlineData("007eJxTYNDNaz3s")]
    [InlineData("YWMtNotAnAgoraToken")]
    [InlineData("007AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("007💥")]
    public void Garbage_is_corrupt(string garbage) => Assert.IsType<AppTokenCheck.Corrupt>(Check(garbage));

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(93)]
    public void A_content_that_ends_early_is_corrupt(int length) =>
        Assert.IsType<AppTokenCheck.Corrupt>(Check(TokenParts.Pack(TokenParts.Content(Made)[..length])));

    [Fact]
    public void A_bomb_of_zeros_is_corrupt_and_not_unpacked()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[4_000_000]);
        var bomb = "007" + Convert.ToBase64String(packed.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var check = Check(bomb);

        Assert.IsType<AppTokenCheck.Corrupt>(check);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(86_401)]
    public void Lives_a_second_to_a_day(int seconds) => Assert.Throws<ArgumentOutOfRangeException>(
        () => AppToken.Create(Some.AppId, Some.Certificate, Some.Issued, TimeSpan.FromSeconds(seconds), salt: 1));

    [Fact]
    public void Does_not_show_itself_in_logs()
    {
        var token = AppToken.Create(Some.AppId, Some.Certificate, Some.Issued, TimeSpan.FromMinutes(1), salt: 1);

        Assert.DoesNotContain(token.Text, $"{token}", StringComparison.Ordinal);
    }

    private static AppTokenCheck Check(string token) =>
        AppToken.Check(token, Some.AppId, Some.Certificate, Some.Issued);

    private static IEnumerable<byte[]> Bits(byte[] bytes) => Enumerable.Range(0, bytes.Length * 8).Select(bit =>
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    });
}
