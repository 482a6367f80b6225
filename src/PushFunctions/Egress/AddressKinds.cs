using System.Net;
using System.Net.Sockets;

namespace PushFunctions.Egress;

/// <summary>
/// Tells public addresses from all others, by the registries of special addresses (RFC 6890 and what came after it).
/// An IPv6 address that stands for one of IPv4 is what that one is. Pure.
/// </summary>
public static class AddressKinds
{
    /// <summary>Never to be called, whatever the settings allow: who answers there hands out credentials.</summary>
    private static readonly IReadOnlyList<(IPNetwork Network, string Kind)> Forbidden =
    [
        Of("169.254.0.0/16", "link-local, and of the platform's metadata"),
        Of("168.63.129.16/32", "of the platform's metadata"),
        Of("100.100.100.200/32", "of a platform's metadata"),
        Of("192.0.0.192/32", "of a platform's metadata"),
        Of("fe80::/10", "link-local"),
        Of("fd00:ec2::254/128", "of a platform's metadata"),
        Of("fd20:ce::254/128", "of a platform's metadata"),
    ];

    private static readonly IReadOnlyList<(IPNetwork Network, string Kind)> NotPublicV4 =
    [
        Of("0.0.0.0/8", "no address of another host"),
        Of("10.0.0.0/8", "private"),
        Of("100.64.0.0/10", "shared by a carrier's customers"),
        Of("127.0.0.0/8", "loopback"),
        Of("172.16.0.0/12", "private"),
        Of("192.0.0.0/24", "reserved"),
        Of("192.0.2.0/24", "for documentation"),
        Of("192.88.99.0/24", "reserved"),
        Of("192.168.0.0/16", "private"),
        Of("198.18.0.0/15", "for benchmarks"),
        Of("198.51.100.0/24", "for documentation"),
        Of("203.0.113.0/24", "for documentation"),
        Of("224.0.0.0/4", "multicast"),
        Of("240.0.0.0/4", "reserved"),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    private static readonly IReadOnlyList<(IPNetwork Network, string Kind)> NotPublicV6 =
    [
        Of("::/128", "no address of another host"),
        Of("::1/128", "loopback"),
        Of("fc00::/7", "private"),
        Of("fec0::/10", "private"),
        Of("ff00::/8", "multicast"),
        Of("64:ff9b:1::/48", "of a private translation to IPv4"),
        Of("2001::/32", "of a Teredo tunnel"),
        Of("2001::/23", "reserved"),
        Of("2001:db8::/32", "for documentation"),
        Of("3fff::/20", "for documentation"),
    ];

    /// <summary>Prefixes behind which an IPv4 address lies, and at which byte of the sixteen.</summary>
    private static readonly IReadOnlyList<(IPNetwork Network, int At)> AroundV4 =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2),
        (IPNetwork.Parse("::/96"), 12),
    ];

    /// <summary>Why an address may never be called; null: the settings may allow it.</summary>
    public static string? WhyForbidden(IPAddress address) => Find(Forbidden, Inner(address));

    /// <summary>What kind of address it is; null: a public one, of one host.</summary>
    public static string? WhyNotPublic(IPAddress address)
    {
        var inner = Inner(address);
        if (Find(Forbidden, inner) is { } forbidden) return forbidden;
        if (inner.AddressFamily == AddressFamily.InterNetwork) return Find(NotPublicV4, inner);
        return Find(NotPublicV6, inner) ?? (PublicV6.Contains(inner) ? null : "reserved");
    }

    /// <summary>
    /// The IPv4 address that one of IPv6 stands for: mapped, compatible, translated (NAT64) or tunnelled (6to4). Any
    /// other address is itself, without a scope.
    /// </summary>
    public static IPAddress Inner(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var plain = new IPAddress(bytes);
        // These two are addresses of IPv6 itself, though they look like compatible ones.
        if (plain.Equals(IPAddress.IPv6Any) || plain.Equals(IPAddress.IPv6Loopback)) return plain;
        foreach (var (network, at) in AroundV4)
        {
            if (network.Contains(plain)) return new IPAddress(bytes.AsSpan(at, 4));
        }

        return plain;
    }

    private static (IPNetwork Network, string Kind) Of(string network, string kind) =>
        (IPNetwork.Parse(network), kind);

    private static string? Find(IReadOnlyList<(IPNetwork Network, string Kind)> kinds, IPAddress address)
    {
        foreach (var (network, kind) in kinds)
        {
            if (network.Contains(address)) return kind;
        }

        return null;
    }
}
