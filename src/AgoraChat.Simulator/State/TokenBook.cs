using System.Buffers.Text;
using System.Security.Cryptography;
using AgoraChat.Push;

namespace AgoraChat.Simulator;

/// <summary>Which bearer tokens open this app or serve one user: those it issued itself, and 007 tokens.</summary>
internal sealed class TokenBook(SimulatorOptions options, SwitchBook switches, TimeProvider time)
{
    /// <summary>So long an issued token is known to have expired; after that it is just corrupt.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, BearerToken> _issued = new(StringComparer.Ordinal);

    /// <returns>A new token which is good for this, or, by the switch, for less long.</returns>
    public string Issue(BearerToken token)
    {
        var now = time.GetUtcNow();
        if (switches.Current.MaxTokenSeconds is { } most && now.AddSeconds(most) is var end && end < token.ExpiresAt)
            token = token with { ExpiresAt = end };
        var text = $"YWMt{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48))}";
        lock (_gate)
        {
            foreach (var (old, _) in _issued.Where(pair => pair.Value.ExpiresAt <= now - Remembered).ToList())
                _issued.Remove(old);
            _issued[text] = token;
        }

        return text;
    }

    /// <returns>The refusal, or null when the token opens the app.</returns>
    public FarSideError? Refuse(string? token) => Read(token) switch
    {
        Checked<BearerToken>.Good { Value.User: null } => null,
        Checked<BearerToken>.Refused refused => refused.Error,
        _ => FarSideError.ForeignToken,
    };

    /// <returns>The refusal, or null when the token is that user's own; the app's is refused too.</returns>
    public FarSideError? RefuseFor(FarSideUser? user, string? token) => Read(token) switch
    {
        Checked<BearerToken>.Good good when user is not null && IsOf(user, good.Value) => null,
        Checked<BearerToken>.Refused refused => refused.Error,
        _ => FarSideError.ForeignToken,
    };

    /// <summary>Looks only at a 007 token itself, as whoever exchanges it must.</summary>
    public Checked<BearerToken> Read007(string token)
    {
        var now = time.GetUtcNow();
        var check = AppToken.Check(token, options.AppId, options.AppCertificate, now);
        if (check is not AppTokenCheck.Foreign)
            return Read(check, _ => null);
        return Read(AppToken.CheckUser(token, options.AppId, options.AppCertificate, now), valid => valid.User);
    }

    /// <summary>Ends the life of all issued tokens.</summary>
    public void Expire()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var (text, token) in _issued.Where(pair => pair.Value.ExpiresAt > now).ToList())
                _issued[text] = token with { ExpiresAt = now };
        }
    }

    public void Reset()
    {
        lock (_gate)
            _issued.Clear();
    }

    private static bool IsOf(FarSideUser user, BearerToken token) =>
        string.Equals(token.User, user.Id.ToString(), StringComparison.OrdinalIgnoreCase);

    private static Checked<BearerToken> Read(AppTokenCheck check, Func<AppTokenCheck.Valid, string?> userOf) =>
        check switch
        {
            AppTokenCheck.Valid valid => new Checked<BearerToken>.Good(new(userOf(valid), valid.ExpiresAt)),
            AppTokenCheck.Expired => new Checked<BearerToken>.Refused(FarSideError.ExpiredToken),
            AppTokenCheck.Foreign => new Checked<BearerToken>.Refused(FarSideError.ForeignToken),
            _ => new Checked<BearerToken>.Refused(FarSideError.CorruptToken),
        };

    private Checked<BearerToken> Read(string? text)
    {
        if (text is null)
            return new Checked<BearerToken>.Refused(FarSideError.Unauthorized);

        lock (_gate)
        {
            if (_issued.TryGetValue(text, out var token))
            {
                return token.ExpiresAt > time.GetUtcNow()
                    ? new Checked<BearerToken>.Good(token)
                    : new Checked<BearerToken>.Refused(FarSideError.ExpiredToken);
            }
        }

        return switches.Current.DirectTokens
            ? Read007(text)
            : new Checked<BearerToken>.Refused(FarSideError.CorruptToken);
    }
}
