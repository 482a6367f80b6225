using System.Net;

namespace PushFunctions.Egress;

/// <summary>
/// What may be called from here: public addresses and those that the settings name, on the ports that they name.
/// </summary>
/// <param name="ports">The ports.</param>
/// <param name="networks">What may be called although it is not public.</param>
public sealed class EgressRules(IReadOnlyList<int> ports, IReadOnlyList<IPNetwork> networks)
{
    /// <summary>What may be called, as a message says it.</summary>
    public string Allowed => networks.Count == 0
        ? "Allowed are public addresses; CallbackDelivery__AllowedNetworks__0 and so on may name others."
        : $"Allowed are public addresses, and {string.Join(", ", networks)} of CallbackDelivery__AllowedNetworks.";

    /// <summary>Why a port may not be called; null: it may.</summary>
    public string? WhyRefused(int port) => ports.Contains(port)
        ? null
        : $"port {port} is not among {string.Join(", ", ports)}, which CallbackDelivery__Ports allows";

    /// <summary>Why an address may not be called; null: it may.</summary>
    public string? WhyRefused(IPAddress address)
    {
        if (AddressKinds.WhyForbidden(address) is { } never) return $"{address} is {never}, which is never called";
        return AddressKinds.WhyNotPublic(address) is { } kind && !IsNamed(address) ? $"{address} is {kind}" : null;
    }

    /// <summary>Whether the settings name a network that holds the address.</summary>
    public bool IsNamed(IPAddress address)
    {
        var inner = AddressKinds.Inner(address);
        return networks.Any(network => network.Contains(inner));
    }
}
