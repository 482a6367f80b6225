namespace AgoraChat.Push;

/// <summary>Gives the one token it was given; there is nothing to renew.</summary>
internal sealed class FixedTokenSource(string token) : TokenSource
{
    public override bool CanRenew => false;

    public override ValueTask<string> GetAsync(CancellationToken cancellationToken) => new(token);

    public override void Invalidate(string token) { }
}
