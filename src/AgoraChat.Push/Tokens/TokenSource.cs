namespace AgoraChat.Push;

/// <summary>Where the bearer token of one app comes from. Safe for many threads.</summary>
public abstract class TokenSource
{
    /// <summary>A token that is good now.</summary>
    public abstract ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Forgets this token, after the far side refused it; not when a newer one is in use already.</summary>
    public abstract void Invalidate(string token);

    /// <summary>Whether another token can be had after <see cref="Invalidate"/>.</summary>
    public virtual bool CanRenew => true;

    /// <summary>The source that the options ask for.</summary>
    internal static TokenSource For(AgoraChatOptions options, Transport transport, TimeProvider time)
    {
        if (AgoraChatOptions.IsSet(options.Token))
            return new FixedTokenSource(options.Token!);
        return options.ExchangeToken || AgoraChatOptions.IsSet(options.ClientId)
            ? new ExchangedTokenSource(new TokenExchange(options, transport, time), time)
            : new AppTokenSource(options, time);
    }
}
