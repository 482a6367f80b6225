namespace AgoraChat.Push;

/// <summary>What a look at a token found.</summary>
public abstract record AppTokenCheck
{
    private AppTokenCheck() { }

    /// <summary>It opens this app.</summary>
    public sealed record Valid(DateTimeOffset ExpiresAt) : AppTokenCheck
    {
        /// <summary>Whose it is: the user's uuid; empty for the app's own.</summary>
        public string User { get; init; } = "";
    }

    /// <summary>It is no token of this form.</summary>
    public sealed record Corrupt : AppTokenCheck;

    /// <summary>Well-formed, but of another app, another certificate, or without the app privilege.</summary>
    public sealed record Foreign(string Reason) : AppTokenCheck;

    /// <summary>It did open this app, until then (exclusive).</summary>
    public sealed record Expired(DateTimeOffset At) : AppTokenCheck;
}
