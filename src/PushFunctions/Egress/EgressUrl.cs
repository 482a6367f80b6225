using System.Net;
using System.Text;

namespace PushFunctions.Egress;

/// <summary>
/// Reads an address that is to be called, and refuses what can be seen to be wrong without asking for its name's
/// addresses. What is said of it never holds its path or query, which may be secrets.
/// </summary>
public static class EgressUrl
{
    /// <summary>Names that only this host, or the network around it, knows.</summary>
    private static readonly IReadOnlyList<string> InnerNames = ["localhost", "local", "internal"];

    /// <returns>The address, or why it is refused.</returns>
    public static (Uri? Url, string? Why) Read(string text, EgressRules rules)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !IsWeb(url))
            return (null, "is no absolute address; give https://, a host, and a path");
        if (url.UserInfo.Length > 0) return (null, "holds a user or password; what is sent is signed, leave them out");
        if (url.Fragment.Length > 0) return (null, "holds a fragment ('#…'), which is never sent; leave it out");
        // Letters of other scripts stand for digits and dots as well, and not for everybody in the same way.
        var why = Ascii.IsValid(url.Host) && url.Host.Length > 0
            ? FindProblem(url, url.Host, rules)
            : "has a host with other letters than a-z; give it as it is looked up, as xn--bcher-kva.example";
        return (why is null ? url : null, why);
    }

    /// <summary>The address that a host is, in whatever spelling; null: it is a name.</summary>
    public static IPAddress? AddressOf(string host) =>
        IPAddress.TryParse(host.TrimEnd('.').Trim('[', ']'), out var address) ? address : null;

    private static bool IsWeb(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp;

    private static string? FindProblem(Uri url, string host, EgressRules rules)
    {
        var address = AddressOf(host);
        var why = address is null ? FindProblem(host.TrimEnd('.')) : rules.WhyRefused(address);
        if (why is not null) return $"leads to {host}: {why}. {rules.Allowed}";
        if (url.Scheme == Uri.UriSchemeHttp && (address is null || !rules.IsNamed(address)))
        {
            return "is plain http, which is for addresses (not names) that CallbackDelivery__AllowedNetworks names; "
                + "give https";
        }

        return rules.WhyRefused(url.Port) is { } port ? $"leads to {host}: {port}" : null;
    }

    private static string? FindProblem(string name)
    {
        var labels = name.Split('.');
        var last = labels[^1];
        if (InnerNames.Contains(last, StringComparer.OrdinalIgnoreCase)) return "a name of this host or its network";
        if (labels.Length < 2) return "a name without a dot is one of this host's network";
        // Names end in no number: such a host is an address that nobody can read, or reads in his own way.
        return char.IsAsciiDigit(last.FirstOrDefault()) ? "neither a name nor an address" : null;
    }
}
