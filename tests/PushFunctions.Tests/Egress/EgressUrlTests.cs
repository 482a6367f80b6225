using System.Net;
using PushFunctions.Egress;

namespace PushFunctions.Tests.Egress;

public sealed class EgressUrlTests
{
    private static readonly EgressRules Strict = new([443, 8443], []);

    private static readonly EgressRules Local = new([443, 5005], [IPNetwork.Parse("127.0.0.1/32")]);

    [Theory]
    [InlineData("https://backend.example.com/callbacks?key=x")]
    [InlineData("https://backend.example.com:8443/")]
    [InlineData("https://backend.example.com./")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://xn--bcher-kva.example/")]
    public void An_address_of_somebody_else_is_taken(string text)
    {
        var (url, why) = EgressUrl.Read(text, Strict);

        Assert.Null(why);
        Assert.Equal(new Uri(text), url);
    }

    [Theory]
    [InlineData("https://127.0.0.1/", "loopback")]
    [InlineData("https://127.1/", "loopback")]
    [InlineData("https://2130706433/", "loopback")]
    [InlineData("https://0x7f000001/", "loopback")]
    [InlineData("https://0x7f.1/", "loopback")]
    [InlineData("https://017700000001/", "loopback")]
    [InlineData("https://0177.0.0.01/", "loopback")]
    [InlineData("https://127.0.0.1./", "loopback")]
    [InlineData("https://１２７.0.0.1/", "xn--")]
    [InlineData("https://①②⑦.0.0.1/", "xn--")]
    [InlineData("https://127。0。0。1/", "xn--")]
    [InlineData("https://[::1]/", "loopback")]
    [InlineData("https://[::1%25lo]/", "loopback")]
    [InlineData("https://[::ffff:127.0.0.1]/", "loopback")]
    [InlineData("https://[::ffff:7f00:1]/", "loopback")]
    [InlineData("https://[64:ff9b::7f00:1]/", "loopback")]
    [InlineData("https://0.0.0.0/", "no address of another host")]
    [InlineData("https://[::]/", "no address of another host")]
    [InlineData("https://10.1.2.3/", "private")]
    [InlineData("https://192.168.1.1/", "private")]
    [InlineData("https://172.20.0.1/", "private")]
    [InlineData("https://[fd12::1]/", "private")]
    [InlineData("https://169.254.169.254/latest/meta-data", "never called")]
    [InlineData("https://2852039166/", "never called")]
    [InlineData("https://[::ffff:169.254.169.254]/", "never called")]
    [InlineData("https://[fe80::1%25eth0]/", "never called")]
    [InlineData("https://168.63.129.16/", "never called")]
    [InlineData("https://localhost/", "of this host or its network")]
    [InlineData("https://LOCALHOST./", "of this host or its network")]
    [InlineData("https://ｌocalhost/", "xn--")]
    [InlineData("https://a.localhost/", "of this host or its network")]
    [InlineData("https://printer.local/", "of this host or its network")]
    [InlineData("https://metadata.google.internal/", "of this host or its network")]
    [InlineData("https://backend/", "without a dot")]
    [InlineData("https://999999999999/", "without a dot")]
    [InlineData("https://256.1.1.1/", "neither a name nor an address")]
    [InlineData("https://1.2.3.4.5/", "neither a name nor an address")]
    [InlineData("https://a.0x10/", "neither a name nor an address")]
    [InlineData("https://backend.example.com:444/", "port 444 is not among 443, 8443")]
    [InlineData("https://backend.example.com:0/", "port 0 is not among")]
    [InlineData("http://backend.example.com/", "plain http")]
    [InlineData("http://8.8.8.8/", "plain http")]
    [InlineData("https://user:pass@backend.example.com/", "user or password")]
    [InlineData("https://backend.example.com/#part", "fragment")]
    [InlineData("backend.example.com", "no absolute address")]
    [InlineData("//backend.example.com/", "no absolute address")]
    [InlineData("https://", "no absolute address")]
    [InlineData("https://127%2e0.0.1/", "no absolute address")]
    [InlineData("ftp://backend.example.com/", "no absolute address")]
    [InlineData("file:///etc/passwd", "no absolute address")]
    [InlineData("", "no absolute address")]
    public void Whatever_leads_elsewhere_is_refused_with_the_reason(string text, string reason)
    {
        var (url, why) = EgressUrl.Read(text, Strict);

        Assert.Null(url);
        Assert.Contains(reason, why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5005/told", true)]
    [InlineData("https://127.0.0.1:5005/told", true)]
    [InlineData("http://2130706433:5005/told", true)]
    [InlineData("http://127.0.0.2:5005/told", false)]
    [InlineData("http://127.0.0.1/told", false)]
    [InlineData("http://localhost:5005/told", false)]
    [InlineData("http://backend.example.com:5005/told", false)]
    public void Plain_http_is_for_addresses_that_the_settings_name(string text, bool isTaken) =>
        Assert.Equal(isTaken, EgressUrl.Read(text, Local).Why is null);

    [Theory]
    [InlineData("https://127.0.0.1/secret-path?token=secret")]
    [InlineData("https://user:secret@backend.example.com/")]
    [InlineData("http://backend.example.com/secret?a=secret")]
    [InlineData("https://backend.example.com:1/secret#secret")]
    [InlineData("nonsense secret")]
    public void What_is_said_holds_nothing_that_may_be_secret(string text) =>
        Assert.DoesNotContain("secret", EgressUrl.Read(text, Strict).Why, StringComparison.Ordinal);
}
