using PushFunctions.Events;
using PushFunctions.Signing;

namespace PushFunctions.Hooks;

/// <summary>Makes a source of its settings and says all that is wrong with them, without saying a secret.</summary>
public sealed class HookSourceReader(string name, HookSourceOptions options, Func<string, bool> isApp)
{
    private const int MaxNameLength = 64;

    private readonly List<string> _problems = [];

    /// <summary>What is wrong, after <see cref="Read"/>.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <returns>The source; of no use when there are problems.</returns>
    public HookSource Read()
    {
        if (!IsName(name))
        {
            _problems.Add(
                $"'{name}' in Hooks__Sources__{name}__… is no name of a source: 1 to {MaxNameLength} of a-z, 0-9, '-' "
                + "and single '_', with a letter or digit at both ends.");
        }

        var scheme = SignatureScheme.Find(options.Scheme);
        var isNone = options.Scheme.Equals(SignatureScheme.None, StringComparison.OrdinalIgnoreCase);
        if (scheme is null && !isNone)
        {
            Wrong(
                nameof(options.Scheme), options.Scheme,
                $"It must be one of {string.Join(", ", SignatureScheme.Names)}.");
        }

        if (options.MaxBodyBytes is < 1 or > RequestBody.MaxBytes)
        {
            Wrong(
                nameof(options.MaxBodyBytes), $"{options.MaxBodyBytes}",
                $"It must be between 1 and {RequestBody.MaxBytes}.");
        }

        if (!isApp(options.App))
            Wrong(nameof(options.App), options.App, "It must name an app of Agora__Apps__{app}__….");
        return new()
        {
            Name = name,
            Scheme = scheme,
            Keys = scheme is null ? NoKeys(isNone) : ReadKeys(scheme),
            Types = Names(nameof(options.Types), options.Types),
            App = options.App,
            MaxBodyBytes = options.MaxBodyBytes,
            Origins = Names(nameof(options.Origins), options.Origins),
            Form = new PlaceReader(options, scheme, Wrong).Read(),
        };
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_')
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("__", StringComparison.Ordinal);

    private IReadOnlyList<byte[]> NoKeys(bool isNone)
    {
        if (isNone && options.Secrets is { Count: > 0 })
        {
            _problems.Add(
                $"{Setting(nameof(options.Secrets))} is set, and the Scheme is None, which signs nothing. "
                + "Leave the secrets out, or name the scheme.");
        }

        return [];
    }

    private IReadOnlyList<byte[]> ReadKeys(SignatureScheme scheme)
    {
        var list = new SecretList(Setting(nameof(options.Secrets)));
        var keys = list.Read(
            options.Secrets, scheme.ReadSecret, "A source that signs nothing has the Scheme None.");
        _problems.AddRange(list.Problems);
        return keys;
    }

    private List<string> Names(string setting, IList<string>? names)
    {
        var read = new List<string>();
        for (var no = 0; no < (names?.Count ?? 0); no++)
        {
            if (EventNames.IsName(names![no])) read.Add(names[no]);
            else Wrong($"{setting}__{no}", names[no], $"It must have 1 to {EventNames.MaxLength} characters.");
        }

        return read;
    }

    private void Wrong(string setting, string? value, string rule) =>
        _problems.Add($"The setting {Setting(setting)} is '{value}'. {rule}");

    private string Setting(string setting) =>
        $"{HooksOptions.Section}__{nameof(HooksOptions.Sources)}__{name}__{setting}";
}
