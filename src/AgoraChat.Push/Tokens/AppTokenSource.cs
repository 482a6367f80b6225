using System.Security.Cryptography;

namespace AgoraChat.Push;

/// <summary>Makes tokens from the app's certificate; one serves until half of its life is over.</summary>
internal sealed class AppTokenSource(AgoraChatOptions options, TimeProvider time, Func<uint>? salt = null) : TokenSource
{
    private readonly Func<uint> _salt = salt ?? RandomSalt;
    private readonly Lock _gate = new();
    private AppToken? _token;

    public override ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_token is not { } token || !IsYoung(token, now))
                _token = token = Create(now);
            return new(token.Text);
        }
    }

    public override void Invalidate(string token)
    {
        lock (_gate)
        {
            if (_token?.Text == token)
                _token = null;
        }
    }

    private AppToken Create(DateTimeOffset now) =>
        AppToken.Create(options.AppId!, options.AppCertificate!, now, options.TokenLifetime, _salt());

    // A clock that was set back makes the token look issued in the future; then too a new one is right.
    private static bool IsYoung(AppToken token, DateTimeOffset now) =>
        now >= token.IssuedAt && now - token.IssuedAt < token.Lifetime / 2;

    internal static uint RandomSalt() => (uint)RandomNumberGenerator.GetInt32(1, 100_000_000);
}
