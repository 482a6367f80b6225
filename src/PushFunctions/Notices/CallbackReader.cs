using PushFunctions.Egress;
using PushFunctions.Events;
using PushFunctions.Signing;

namespace PushFunctions.Notices;

/// <summary>
/// Makes a callback of its settings and says all that is wrong with them, without a secret and without what stands
/// behind the host of its address.
/// </summary>
public sealed class CallbackReader(string name, CallbackOptions options, Func<string, bool> isApp, EgressRules rules)
{
    private const int MaxNameLength = 64;

    private static readonly Uri None = new("https://none.invalid");

    private readonly List<string> _problems = [];

    /// <summary>What is wrong, after <see cref="Read"/>.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <returns>The callback; of no use when there are problems.</returns>
    public Callback Read()
    {
        if (!IsName(name))
        {
            _problems.Add(
                $"'{name}' in Callbacks__{name}__… is no name of a callback: 1 to {MaxNameLength} letters, digits, "
                + "'-' and single '_', with a letter or digit at both ends.");
        }

        var secrets = new SecretList(Setting(nameof(options.Secrets)));
        var callback = new Callback
        {
            Name = name,
            Url = ReadUrl(),
            Keys = secrets.Read(options.Secrets, StandardWebhooks.ReadSecret),
            Events = ReadEvents(),
            App = options.App,
        };
        _problems.AddRange(secrets.Problems);
        if (options.App is { } app && !isApp(app))
        {
            _problems.Add(
                $"The setting {Setting(nameof(options.App))} is '{EventNames.Shorten(app)}'. It must name an app of "
                + "Agora__Apps__{app}__…; leave it out for all apps.");
        }

        return callback;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("__", StringComparison.Ordinal);

    private Uri ReadUrl()
    {
        var text = options.Url ?? "";
        var (url, why) = text.Length == 0 ? (null, "is missing; give the address that is to be called")
            : SecretList.IsUnresolved(text) ? (null, "is a Key Vault reference that the platform could not follow")
            : EgressUrl.Read(text, rules);
        if (why is not null) _problems.Add($"{Setting(nameof(options.Url))} {why.TrimEnd('.')}.");
        return url ?? None;
    }

    private IReadOnlyList<string> ReadEvents()
    {
        var events = options.Events ?? [];
        for (var no = 0; no < events.Count; no++)
        {
            if (NoticeEvents.All.Contains(events[no], StringComparer.Ordinal)) continue;
            _problems.Add(
                $"The setting {Setting(nameof(options.Events))}__{no} is '{EventNames.Shorten(events[no] ?? "")}'. "
                + $"It must be one of {string.Join(", ", NoticeEvents.All)}.");
        }

        return [.. events];
    }

    private string Setting(string setting) => $"{CallbacksOptions.Section}__{name}__{setting}";
}
