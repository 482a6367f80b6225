using Microsoft.AspNetCore.Http;
using PushFunctions.Signing;

namespace PushFunctions.Hooks;

/// <summary>One way to sign a request: which headers, which bytes, which form of secret.</summary>
public abstract class SignatureScheme
{
    /// <summary>The word in settings for a source that signs nothing.</summary>
    public const string None = "None";

    private static readonly IReadOnlyList<SignatureScheme> All =
        [new StandardWebhooksScheme(), new GitHubScheme(), new StripeScheme()];

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The words that settings may say.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(scheme => scheme.Name), None];

    /// <summary>The word in settings.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the sender's id of the event is among the signed bytes.</summary>
    public virtual bool SignsId => false;

    /// <returns>The scheme; null for <see cref="None"/> and for words that are none.</returns>
    public static SignatureScheme? Find(string name) =>
        All.FirstOrDefault(scheme => scheme.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a key of a secret.</summary>
    public abstract SecretRead ReadSecret(string secret);

    /// <summary>Reads what the headers claim. The body is not needed for it.</summary>
    public abstract SignatureRead Read(IHeaderDictionary headers, DateTimeOffset now);

    /// <summary>The header's only value, or what is wrong with it.</summary>
    protected static string? Only(IHeaderDictionary headers, string name, out SignatureRead.Refused? refused)
    {
        var values = headers[name];
        var value = values.Count == 1 ? values[0] : null;
        refused = values.Count > 1
            ? SignatureRead.Refused.Malformed($"{name} is there {values.Count} times; send it once.")
            : string.IsNullOrWhiteSpace(value) ? SignatureRead.Refused.Missing(name)
            : null;
        return refused is null ? value : null;
    }

    /// <summary>Checks the time at which the sender signed, in Unix seconds.</summary>
    /// <returns>What is wrong with it; null: nothing.</returns>
    protected static SignatureRead.Refused? CheckTime(string place, string text, DateTimeOffset now)
    {
        if (!text.All(char.IsAsciiDigit) || !long.TryParse(text, out var seconds))
            return SignatureRead.Refused.Malformed($"{place} is not a number of Unix seconds.");
        var age = now.ToUnixTimeSeconds() - seconds;
        return Math.Abs(age) > Tolerance.TotalSeconds ? SignatureRead.Refused.Stale(place, age, Tolerance) : null;
    }
}
