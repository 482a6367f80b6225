using System.Net;
using System.Text;

namespace AgoraChat.Simulator.Tests;

/// <summary>Who may call the simulator, with the far side's own library as a witness.</summary>
public sealed class TokenWitnessTests : SimulatorTest
{
    private const string Corrupt = "Unable to authenticate due to corrupt access token";
    private const string Foreign = "Unable to authenticate";

    [Fact]
    public async Task A_token_of_the_official_library_opens_the_app()
    {
        var token = await OfficialLibrary.AppTokenAsync(Some.AppId, Some.Certificate, expire: 3_600);
        Time.SetTo(OfficialLibrary.IssuedAt(token));

        Assert.Equal(200, (await PostAsync(Push, Body("ada"), token)).Status);

        Time.Advance(TimeSpan.FromSeconds(3_599));
        Assert.Equal(200, (await PostAsync(Push, Body("ada"), token)).Status);

        Time.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(token, "unauthorized", "Unable to authenticate due to expired access token");
    }

    [Fact]
    public async Task A_token_for_another_app_or_of_another_certificate_is_refused()
    {
        var otherApp = await OfficialLibrary.AppTokenAsync(new string('a', 32), Some.Certificate, expire: 3_600);
        var otherCertificate = await OfficialLibrary.AppTokenAsync(Some.AppId, new string('b', 32), expire: 3_600);
        Time.SetTo(OfficialLibrary.IssuedAt(otherApp));

        await AssertRefusedAsync(otherApp, "auth_bad_access_token", Foreign);
        await AssertRefusedAsync(otherCertificate, "auth_bad_access_token", Foreign);
    }

    [Fact]
    public async Task A_user_token_of_the_official_library_does_not_send()
    {
        var token = await OfficialLibrary.UserTokenAsync(Some.AppId, Some.Certificate, "ada", expire: 3_600);
        Time.SetTo(OfficialLibrary.IssuedAt(token));

        await AssertRefusedAsync(token, "auth_bad_access_token", Foreign);
    }

    [Fact]
    public async Task A_token_with_any_bit_flipped_is_refused()
    {
        var token = await OfficialLibrary.AppTokenAsync(Some.AppId, Some.Certificate, expire: 3_600);
        Time.SetTo(OfficialLibrary.IssuedAt(token));
        Assert.Equal(200, (await PostAsync(Push, Body("ada"), token)).Status);

        var flipped = 0;
        foreach (var spoilt in FlipEachBit(token))
        {
            var (status, answer) = await PostAsync(Push, Body("ada"), spoilt);
            flipped++;
            Assert.True(status == 401, $"{token}\nwas changed to\n{spoilt}\nand taken.");
            Assert.Equal("auth_bad_access_token", answer.GetProperty("error").GetString());
            Assert.Contains(answer.GetProperty("error_description").GetString(), (string[])[Corrupt, Foreign]);
        }

        Assert.InRange(flipped, 500, 2_000);
        Assert.Equal(1, Simulator.PushesTo("ada").Count);
    }

    private async Task AssertRefusedAsync(string token, string error, string description)
    {
        var (status, answer) = await PostAsync(Push, Body("ada"), token);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, error, description),
            ((HttpStatusCode)status, answer.GetProperty("error").GetString(),
                answer.GetProperty("error_description").GetString()));
    }

    // Only those that a header can carry: the others never get as far as the far side.
    private static IEnumerable<string> FlipEachBit(string token)
    {
        var bytes = Encoding.ASCII.GetBytes(token);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            if (flipped[bit / 8] is > 0x20 and < 0x7F)
                yield return Encoding.ASCII.GetString(flipped);
        }
    }
}
