namespace AgoraChat.Push.Tests;

/// <summary>Tokens that users carry: only looked over, never made.</summary>
public sealed class UserTokenTests
{
    private const string User = "2882341273";

    [Theory]
    [MemberData(nameof(AppTokenTests.OfficialUserTokens), MemberType = typeof(AppTokenTests))]
    public void The_official_tokens_are_taken_and_say_whose_they_are(string official)
    {
        var check = Check(official);

        Assert.Equal(new AppTokenCheck.Valid(Some.Issued.AddSeconds(600)) { User = User }, check);
    }

    [Fact]
    public void It_is_read_as_it_was_made()
    {
        var check = Check(UserTokens.Create(User, Some.Issued, TimeSpan.FromSeconds(60)));

        Assert.Equal(new AppTokenCheck.Valid(Some.Issued.AddSeconds(60)) { User = User }, check);
    }

    [Fact]
    public void The_tokens_of_the_app_are_no_users()
    {
        var foreign = Assert.IsType<AppTokenCheck.Foreign>(Check(Fixture.Load("tokens/app-csharp.txt").Text));

        Assert.Contains("user privilege", foreign.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public void It_expires_when_its_life_is_over(int age, bool isValid)
    {
        var token = Fixture.Load("tokens/user-csharp.txt").Text;

        var check = AppToken.CheckUser(token, Some.AppId, Some.Certificate, Some.Issued.AddSeconds(age));

        Assert.Equal(isValid, check is AppTokenCheck.Valid);
        Assert.Equal(!isValid, check is AppTokenCheck.Expired);
    }

    [Fact]
    public void Another_certificate_makes_it_foreign()
    {
        var token = Fixture.Load("tokens/user-csharp.txt").Text;

        Assert.IsType<AppTokenCheck.Foreign>(
            AppToken.CheckUser(token, Some.AppId, new string('0', 32), Some.Issued));
    }

    private static AppTokenCheck Check(string token) =>
        AppToken.CheckUser(token, Some.AppId, Some.Certificate, Some.Issued);
}
