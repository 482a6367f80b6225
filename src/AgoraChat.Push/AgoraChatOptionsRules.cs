using System.Text.RegularExpressions;

namespace AgoraChat.Push;

/// <summary>What options are allowed, and how to say that they are not. Of secrets only the length is told.</summary>
internal static partial class AgoraChatOptionsRules
{
    public static IEnumerable<string> Problems(AgoraChatOptions options, string keyPrefix)
    {
        foreach (var problem in Where(options).Concat(Who(options)).Concat(How(options)))
            yield return keyPrefix + problem;
    }

    private static IEnumerable<string> Where(AgoraChatOptions options)
    {
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            yield return $"BaseUrl is \"{options.BaseUrl}\"; set the https address of the app's REST host, "
                + "such as https://a1.agora.com.";
        }
        else if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            yield return $"BaseUrl is \"{options.BaseUrl}\"; plain http shows the token and is allowed only on "
                + "loopback. Use https.";
        }
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            yield return $"BaseUrl is \"{options.BaseUrl}\"; leave out what follows the path.";
        }

        var hasOrg = AgoraChatOptions.IsSet(options.OrgName);
        var hasApp = AgoraChatOptions.IsSet(options.AppName);
        if (hasOrg && !Name().IsMatch(options.OrgName!))
            yield return $"OrgName is \"{options.OrgName}\"; letters, digits, '-', '_' and '.' are allowed.";
        if (hasApp && !Name().IsMatch(options.AppName!))
            yield return $"AppName is \"{options.AppName}\"; letters, digits, '-', '_' and '.' are allowed.";
        if (hasOrg != hasApp)
            yield return $"{(hasOrg ? "AppName" : "OrgName")} is empty; set OrgName and AppName, or neither.";
    }

    private static IEnumerable<string> Who(AgoraChatOptions options)
    {
        var hasId = AgoraChatOptions.IsSet(options.AppId);
        var hasCertificate = AgoraChatOptions.IsSet(options.AppCertificate);
        if (hasId && !AppToken.IsKey(options.AppId))
            yield return $"AppId is \"{options.AppId}\"; it must be 32 hexadecimal digits.";
        if (hasCertificate && !AppToken.IsKey(options.AppCertificate))
        {
            yield return $"AppCertificate is a text of {options.AppCertificate!.Length} characters; "
                + "it must be 32 hexadecimal digits.";
        }

        var hasClientId = AgoraChatOptions.IsSet(options.ClientId);
        var hasClientSecret = AgoraChatOptions.IsSet(options.ClientSecret);
        if (hasClientId != hasClientSecret)
        {
            yield return $"{(hasClientId ? "ClientSecret" : "ClientId")} is empty; set ClientId and ClientSecret, "
                + "or neither.";
        }

        var isClassic = AgoraChatOptions.IsSet(options.OrgName) || AgoraChatOptions.IsSet(options.AppName);
        if (!isClassic && !hasId)
        {
            yield return "AppId is empty; set it, or OrgName and AppName, so that the app has an address.";
        }
        else if (!AgoraChatOptions.IsSet(options.Token) && !hasClientId && !(hasId && hasCertificate))
        {
            yield return $"{(hasId ? "AppCertificate" : "AppId")} is empty; set AppId and AppCertificate, "
                + "or ClientId and ClientSecret, or Token, so that calls can be authorised.";
        }

        if (options.ExchangeToken && !(hasId && hasCertificate))
        {
            yield return "ExchangeToken is true; what is exchanged is made from AppId and AppCertificate, so set both, "
                + "or set it to false.";
        }

        if (options.Token?.AsSpan().ContainsAnyExceptInRange('!', '~') == true)
        {
            yield return $"Token is a text of {options.Token.Length} characters, some of which no header may hold; "
                + "set the bare token.";
        }
    }

    private static IEnumerable<string> How(AgoraChatOptions options)
    {
        if (options.TokenLifetime < TimeSpan.FromMinutes(1) || options.TokenLifetime > AppToken.MaxLifetime)
            yield return $"TokenLifetime is {options.TokenLifetime}; 00:01:00 to 1.00:00:00 is allowed.";
        if (options.ClientTokenLifetime < TimeSpan.FromMinutes(1))
            yield return $"ClientTokenLifetime is {options.ClientTokenLifetime}; 00:01:00 or more is allowed.";
        if (options.CallTimeout < TimeSpan.FromMilliseconds(100) || options.CallTimeout > TimeSpan.FromMinutes(5))
            yield return $"CallTimeout is {options.CallTimeout}; 00:00:00.1 to 00:05:00 is allowed.";
        if (options.ReconnectWithin < TimeSpan.Zero || options.ReconnectWithin > TimeSpan.FromMinutes(1))
            yield return $"ReconnectWithin is {options.ReconnectWithin}; 00:00:00 (never) to 00:01:00 is allowed.";
        if (options.BreakFor != TimeSpan.Zero
            && (options.BreakFor < TimeSpan.FromMilliseconds(500) || options.BreakFor > TimeSpan.FromMinutes(1)))
        {
            yield return $"BreakFor is {options.BreakFor}; 00:00:00 (never) or 00:00:00.5 to 00:01:00 is allowed.";
        }

        if (!Enum.IsDefined(options.CharacterCounting))
        {
            yield return $"CharacterCounting is {options.CharacterCounting}; "
                + $"{string.Join(" or ", Enum.GetNames<CharacterCounting>())} is allowed.";
        }
    }

    [GeneratedRegex(@"^(?!\.+\z)[A-Za-z0-9_.\-]+\z")]
    private static partial Regex Name();
}
