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
    /// <param name="options">Valid options.</param>
    /// <param name="time">The clock that tokens are made and renewed by.</param>
    /// <param name="salt">Gives a new number for each token; random when left out.</param>
    public static TokenSource For(AgoraChatOptions options, TimeProvider time, Func<uint>? salt = null) =>
        AgoraChatOptions.IsSet(options.Token)
            ? new FixedTokenSource(options.Token!)
            : new AppTokenSource(options, time, salt);
}
