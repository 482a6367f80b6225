using AgoraChat.Push;

namespace AgoraChat.Simulator;

/// <summary>Which bearer tokens open this app: those it issued itself, and 007 tokens.</summary>
internal sealed class TokenBook(SimulatorOptions options, SwitchBook switches, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);

    /// <summary>From now on until then (exclusive) this token opens the app.</summary>
    public void Issue(string token, DateTimeOffset expiresAt)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var (old, _) in _issued.Where(pair => pair.Value <= now).ToList())
                _issued.Remove(old);
            _issued[token] = expiresAt;
        }
    }

    /// <returns>The refusal, or null when the token opens the app.</returns>
    public FarSideError? Refuse(string? token)
    {
        if (token is null)
            return FarSideError.Unauthorized;

        lock (_gate)
        {
            if (_issued.TryGetValue(token, out var expiresAt))
                return expiresAt > time.GetUtcNow() ? null : FarSideError.ExpiredToken;
        }

        return switches.Current.DirectTokens ? RefuseAppToken(token) : FarSideError.CorruptToken;
    }

    /// <summary>Looks only at the token itself, as whoever exchanges it must.</summary>
    public FarSideError? RefuseAppToken(string token) =>
        AppToken.Check(token, options.AppId, options.AppCertificate, time.GetUtcNow()) switch
        {
            AppTokenCheck.Valid => null,
            AppTokenCheck.Expired => FarSideError.ExpiredToken,
            AppTokenCheck.Foreign => FarSideError.ForeignToken,
            _ => FarSideError.CorruptToken,
        };

    public void Reset()
    {
        lock (_gate)
            _issued.Clear();
    }
}
