using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using PushFunctions.Egress;
using PushFunctions.Storage;

namespace PushFunctions.Notices;

/// <summary>
/// When callbacks are tried again, and what they may lead to. Bound from <c>CallbackDelivery</c>, checked at start.
/// </summary>
public sealed class CallbackDeliveryOptions : IValidatableObject
{
    public const string Section = "CallbackDelivery";

    /// <summary>Longest wait, as on every queue.</summary>
    public static readonly TimeSpan LongestDelay = WorkQueues.MaxWait;

    private static readonly IReadOnlyList<TimeSpan> DefaultDelays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    private static readonly IReadOnlyList<int> DefaultPorts = [443];

    // Lists of text, none filled here: the binder leaves out items that it cannot read, and adds to what it finds.

    /// <summary>
    /// The wait after each failed try, 1 to 20 of more than 0 to 6 h; default 5 s, 1 min, 5 min, 30 min, 2 h, 6 h.
    /// </summary>
    public IList<string>? Delays { get; set; }

    /// <summary>The ports that may be called, 1 to 65,535; default 443 only.</summary>
    public IList<string>? Ports { get; set; }

    /// <summary>Networks that may be called though they are not public, as <c>10.1.0.0/16</c>; default none.</summary>
    public IList<string>? AllowedNetworks { get; set; }

    /// <summary>The waits that are used.</summary>
    public IReadOnlyList<TimeSpan> Schedule => Delays is null ? DefaultDelays : [.. Delays.Select(DelayOf)];

    /// <summary>The ports that may be called.</summary>
    public IReadOnlyList<int> OpenPorts => Ports is null ? DefaultPorts : [.. Ports.Select(PortOf)];

    /// <summary>The networks that may be called beside public addresses.</summary>
    public IReadOnlyList<IPNetwork> Networks =>
        AllowedNetworks is null ? [] : [.. AllowedNetworks.Select(NetworkOf).OfType<IPNetwork>()];

    public EgressRules ToRules() => new(OpenPorts, Networks);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Check(Delays, nameof(Delays), "1 to 20 waits", "A wait must be hh:mm:ss, more than 0 and at most 6 h.",
            text => DelayOf(text) > TimeSpan.Zero && DelayOf(text) <= LongestDelay),
        .. Check(Ports, nameof(Ports), "1 to 20 ports", "A port must be a number from 1 to 65535.",
            text => PortOf(text) is >= 1 and <= ushort.MaxValue),
        .. Check(AllowedNetworks, nameof(AllowedNetworks), "1 to 20 networks, or leave the setting out",
            "A network must be an address and its fixed bits, as 10.1.0.0/16.", text => NetworkOf(text) is not null),
        .. Check(AllowedNetworks, nameof(AllowedNetworks), count: null,
            "What lies there hands out credentials, and is never called; leave it out.",
            text => NetworkOf(text) is not { } network || AddressKinds.WhyForbidden(network.BaseAddress) is null),
        .. Check(AllowedNetworks, nameof(AllowedNetworks), count: null,
            "It stands for addresses of IPv4, and would never hold one; give it in its own form, as 10.1.0.0/16.",
            text => NetworkOf(text) is not { } network || IsItself(network)),
    ];

    private static IEnumerable<ValidationResult> Check(
        IList<string>? items, string name, string? count, string rule, Func<string, bool> isGood)
    {
        if (items is null) yield break;
        if (count is not null && items.Count is 0 or > 20) yield return new($"Give {count}.", [name]);
        for (var no = 0; no < items.Count; no++)
        {
            if (!isGood(items[no] ?? "")) yield return new(rule, [$"{name}:{no}"]);
        }
    }

    private static TimeSpan DelayOf(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var delay) ? delay : TimeSpan.Zero;

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;

    /// <summary>Addresses that stand for others (<c>::ffff:10.1.0.0</c>) are judged as those.</summary>
    private static bool IsItself(IPNetwork network) =>
        AddressKinds.Inner(network.BaseAddress).Equals(network.BaseAddress);

    private static IPNetwork? NetworkOf(string text) => IPNetwork.TryParse(text, out var network) ? network : null;
}
