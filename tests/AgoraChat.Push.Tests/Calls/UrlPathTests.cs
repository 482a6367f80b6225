namespace AgoraChat.Push.Tests;

public sealed class UrlPathTests
{
    [Theory]
    [InlineData("push/single", "push/single")]
    [InlineData("users/{user}/status", "users/ada/status", "ada")]
    [InlineData("users/{user}/notification/{type}/{key}", "users/a.b/notification/user/c_d", "a.b", "user", "c_d")]
    [InlineData("push/label/{label}", "push/label/a%2F..%2Fb", "a/../b")]
    [InlineData("push/label/{label}", "push/label/50%25%3Fx%23", "50%?x#")]
    [InlineData("push/label/{label}", "push/label/%7Buser%7D", "{user}")]
    [InlineData("push/label/{label}", "push/label/%E8%AE%A2", "订")]
    public void Escapes_what_it_fills_in(string pattern, string path, params string[] names) =>
        Assert.Equal(path, UrlPath.Fill(pattern, names));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_name_that_would_lead_elsewhere_is_refused(string name)
    {
        var refusal = Assert.Throws<ArgumentException>(() => UrlPath.Fill("users/{user}/status", [name]));

        Assert.StartsWith("The user is ", refusal.Message, StringComparison.Ordinal);
    }
}
