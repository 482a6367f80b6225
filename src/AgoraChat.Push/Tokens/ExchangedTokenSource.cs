namespace AgoraChat.Push;

/// <summary>
/// Keeps a token that the far side gave and gets the next when half of its life is over, with one call for all who
/// ask meanwhile. Nobody waits for that: the old one serves until the next is there, at most until its end.
/// </summary>
internal sealed class ExchangedTokenSource(TokenExchange exchange, TimeProvider time) : TokenSource
{
    /// <summary>How long the old token serves before a failed renewal is tried again.</summary>
    private static readonly TimeSpan RenewAgainAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private FarSideToken? _token;
    private Task<FarSideToken>? _renewal;
    private DateTimeOffset _renewAgainAt = DateTimeOffset.MinValue;
    private DateTimeOffset _keepUntil = DateTimeOffset.MinValue;

    /// <summary>The renewal that goes on, or went on last.</summary>
    internal Task Renewal
    {
        get
        {
            lock (_gate) return _renewal ?? Task.CompletedTask;
        }
    }

    public override async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        Task<FarSideToken> renewal;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var token = _token?.IsGood(now) == true ? _token : null;
            if (token is not null && (token.IsYoung(now) || now < _renewAgainAt))
                return token.Text;
            if (_renewal is not { IsCompleted: false })
                _renewal = RenewAsync();
            if (token is not null)
                return token.Text;
            renewal = _renewal;
        }

        // Who gives up leaves the renewal to the others.
        return (await renewal.WaitAsync(cancellationToken)).Text;
    }

    /// <summary>
    /// Forgets the token, but not one that itself replaced a refused one a moment ago: then the token is not to blame,
    /// and who asks for tokens too often is banned.
    /// </summary>
    public override void Invalidate(string token)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_token?.Text != token || now < _keepUntil)
                return;
            _token = null;
            _keepUntil = now + RenewAgainAfter;
        }
    }

    private async Task<FarSideToken> RenewAsync()
    {
        // Off the lock that starts it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var next = await exchange.GetAsync();
            lock (_gate)
                return _token = next;
        }
        catch (AgoraChatException failure)
        {
            lock (_gate)
            {
                var now = time.GetUtcNow();
                _renewAgainAt = now + (failure.RetryIn is { } wait && wait > RenewAgainAfter ? wait : RenewAgainAfter);
                if (_token?.IsGood(now) == true)
                    return _token;
            }

            throw;
        }
    }
}
