using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Egress;

namespace PushFunctions.Notices;

/// <summary>The callbacks of the settings, as they were at start.</summary>
public sealed class CallbackBook(IOptions<CallbacksOptions> options, KnownApps apps, EgressRules rules)
{
    public IReadOnlyList<Callback> All { get; } =
    [
        .. options.Value.Named
            .OrderBy(callback => callback.Key, StringComparer.Ordinal)
            .Select(callback => new CallbackReader(callback.Key, callback.Value, apps.Contains, rules).Read()),
    ];

    /// <summary>A callback by its name; null when the settings name none.</summary>
    public Callback? Find(string name) =>
        All.FirstOrDefault(callback => callback.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Those that are to be told of an event of an app's push.</summary>
    public IReadOnlyList<Callback> Wanting(string what, string app) =>
        [.. All.Where(callback => callback.Wants(what, app))];
}
