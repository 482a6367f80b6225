using System.Net;
using PushFunctions.Egress;

namespace PushFunctions.Tests.Egress;

public sealed class AddressKindsTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("168.63.129.17")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.0.3.0")]
    [InlineData("192.88.98.255")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("198.51.101.0")]
    [InlineData("203.0.112.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:db7::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2003::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("3fff:1000::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    public void A_public_address_is_one(string address)
    {
        Assert.Null(AddressKinds.WhyNotPublic(IPAddress.Parse(address)));
        Assert.Null(AddressKinds.WhyForbidden(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("0.0.0.0", "no address of another host")]
    [InlineData("0.255.255.255", "no address of another host")]
    [InlineData("10.0.0.0", "private")]
    [InlineData("10.255.255.255", "private")]
    [InlineData("100.64.0.0", "carrier")]
    [InlineData("100.127.255.255", "carrier")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.255", "loopback")]
    [InlineData("172.16.0.0", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.1", "reserved")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("192.88.99.1", "reserved")]
    [InlineData("192.168.0.0", "private")]
    [InlineData("192.168.255.255", "private")]
    [InlineData("198.18.0.0", "benchmarks")]
    [InlineData("198.19.255.255", "benchmarks")]
    [InlineData("198.51.100.7", "documentation")]
    [InlineData("203.0.113.7", "documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "no address of another host")]
    [InlineData("::1", "loopback")]
    [InlineData("::2", "no address of another host")]
    [InlineData("::127.0.0.1", "loopback")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:10.0.0.1", "private")]
    [InlineData("64:ff9b::127.0.0.1", "loopback")]
    [InlineData("64:ff9b::192.168.1.1", "private")]
    [InlineData("64:ff9b:1::8.8.8.8", "private translation")]
    [InlineData("2002:7f00:1::1", "loopback")]
    [InlineData("2002:a00:1::1", "private")]
    [InlineData("::ffff:0:8.8.8.8", "reserved")]
    [InlineData("100::1", "reserved")]
    [InlineData("2001::1", "Teredo")]
    [InlineData("2001:0:1234::1", "Teredo")]
    [InlineData("2001:2::1", "reserved")]
    [InlineData("2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "reserved")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("3fff:fff:ffff::1", "documentation")]
    [InlineData("4000::1", "reserved")]
    [InlineData("5f00::1", "reserved")]
    [InlineData("fc00::1", "private")]
    [InlineData("fdff::1", "private")]
    [InlineData("fec0::1", "private")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("::1%7", "loopback")]
    public void Any_other_is_named_for_what_it_is(string address, string kind)
    {
        Assert.Contains(kind, AddressKinds.WhyNotPublic(IPAddress.Parse(address)), StringComparison.Ordinal);
        Assert.Null(AddressKinds.WhyForbidden(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("169.254.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("febf::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("::169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:168.63.129.16")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("2002:a9fe:a9fe::1")]
    public void What_hands_out_credentials_is_never_called(string address)
    {
        var rules = new EgressRules([443], [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]);

        Assert.NotNull(AddressKinds.WhyForbidden(IPAddress.Parse(address)));
        Assert.EndsWith("which is never called", rules.WhyRefused(IPAddress.Parse(address)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_IPv6_address_that_stands_for_one_of_IPv4_is_judged_as_that_one()
    {
        var random = new Random(17);
        var bytes = new byte[4];
        for (var no = 0; no < 2_000; no++)
        {
            random.NextBytes(bytes);
            var plain = new IPAddress(bytes);
            byte[] tunnelled = [0x20, 0x02, .. bytes, .. new byte[10]];
            IReadOnlyList<IPAddress> forms =
            [
                plain.MapToIPv6(), IPAddress.Parse($"64:ff9b::{plain}"), new(tunnelled),
                IPAddress.Parse($"::ffff:{Convert.ToHexString(bytes[..2])}:{Convert.ToHexString(bytes[2..])}"),
            ];

            Assert.All(forms, form => Assert.Equal(
                AddressKinds.WhyNotPublic(plain), AddressKinds.WhyNotPublic(form)));
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("64:ff9b::127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::1%2", true)]
    [InlineData("fd12::5", true)]
    [InlineData("127.0.0.2", false)]
    [InlineData("fd13::5", false)]
    [InlineData("10.0.0.1", false)]
    public void Networks_of_the_settings_are_allowed(string address, bool isAllowed)
    {
        var rules = new EgressRules(
            [443], [IPNetwork.Parse("127.0.0.1/32"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fd12::/16")]);

        Assert.Equal(isAllowed, rules.WhyRefused(IPAddress.Parse(address)) is null);
    }
}
