namespace PushFunctions.Signing;

/// <summary>Reads the secrets of one setting and says all that is wrong with them, without saying a secret.</summary>
/// <param name="setting">The setting's name, to be told.</param>
public sealed class SecretList(string setting)
{
    private const int MaxSecrets = 10;

    /// <summary>What an app setting holds when its Key Vault reference could not be followed.</summary>
    private const string Unresolved = "@Microsoft.KeyVault(";

    private readonly List<string> _problems = [];

    /// <summary>What is wrong, after <see cref="Read"/>.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Whether a setting's value is a Key Vault reference that the platform could not follow.</summary>
    public static bool IsUnresolved(string value) => value.StartsWith(Unresolved, StringComparison.OrdinalIgnoreCase);

    /// <param name="secrets">The setting's items.</param>
    /// <param name="read">Makes a key of one.</param>
    /// <param name="hint">What to do when there is none; may be empty.</param>
    /// <returns>The keys that could be made.</returns>
    public IReadOnlyList<byte[]> Read(IList<string>? secrets, Func<string, SecretRead> read, string hint = "")
    {
        var keys = new List<byte[]>();
        var count = secrets?.Count ?? 0;
        if (count is 0 or > MaxSecrets)
        {
            _problems.Add(
                $"{setting} holds {count} secrets; 1 to {MaxSecrets} are needed ({setting}__0 and so on). {hint}"
                    .TrimEnd());
        }

        for (var no = 0; no < count; no++)
        {
            var secret = secrets![no] ?? "";
            switch (read(secret))
            {
                case var _ when IsUnresolved(secret):
                    _problems.Add($"{setting}__{no} is a Key Vault reference that the platform could not follow.");
                    break;
                case SecretRead.Refused refused:
                    _problems.Add($"{setting}__{no} {refused.Why}");
                    break;
                case SecretRead.Key key:
                    keys.Add(key.Bytes);
                    break;
            }
        }

        return keys;
    }
}
