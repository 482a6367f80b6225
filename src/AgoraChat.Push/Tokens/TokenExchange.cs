using System.Text.Json;

namespace AgoraChat.Push;

/// <summary><c>POST token</c>: gives credentials, gets a bearer token of the far side's own.</summary>
/// <remarks>
/// Easemob's documents ask not to call it often; the callers keep what they get. Sources: "Get an app token" (client id
/// and secret), the Java server SDK's token provider for Agora apps (<c>grant_type</c> <c>agora</c>).
/// </remarks>
internal sealed class TokenExchange(AgoraChatOptions options, Transport transport, TimeProvider time)
{
    /// <exception cref="AgoraChatException">No token; whatever it was for was surely not sent.</exception>
    public async Task<FarSideToken> GetAsync()
    {
        var (request, bearer) = AgoraChatOptions.IsSet(options.ClientId)
            ? (TokenRequest.ForClient(options.ClientId!, options.ClientSecret!, options.ClientTokenLifetime), null)
            : (TokenRequest.ForAgora(), AppTokenNow());
        var call = FarSideCall.Post("token").With(request, AgoraChatJson.Relaxed.TokenRequest);
        var now = time.GetUtcNow();
        using var deadline = new CancellationTokenSource(options.CallTimeout, time);
        try
        {
            return Read(await transport.SendAsync(call, bearer, deadline.Token), now);
        }
        catch (OperationCanceledException late)
        {
            throw AboutTheToken(NoAnswers.After(
                call.Endpoint, $"got no answer within {options.CallTimeout.TotalSeconds:0.###} s (CallTimeout)", late));
        }
        catch (AgoraChatException failure)
        {
            throw AboutTheToken(failure);
        }
    }

    private string AppTokenNow() => AppToken.Create(
        options.AppId!, options.AppCertificate!, time.GetUtcNow(), options.TokenLifetime, AppTokenSource.RandomSalt())
        .Text;

    private FarSideToken Read(JsonElement body, DateTimeOffset now)
    {
        var answer = Answers.Read("token", body, AgoraChatJson.Relaxed.TokenAnswer);
        if (string.IsNullOrEmpty(answer.AccessToken))
            throw NoAnswers.After("token", "was answered without access_token");

        return new(answer.AccessToken, now, answer.ExpiresAt(now) ?? now + options.TokenLifetime);
    }

    // The call that needs the token has not begun: whatever happened here, nothing was sent.
    private static AgoraChatException AboutTheToken(AgoraChatException failure)
    {
        var kind = failure.Kind switch
        {
            AgoraChatErrorKind.Refused or AgoraChatErrorKind.Unauthorized => AgoraChatErrorKind.Unauthorized,
            AgoraChatErrorKind.Unknown => AgoraChatErrorKind.Unavailable,
            var other => other,
        };
        return new(kind, $"No token could be had, so nothing was sent. {failure.Message}", failure)
        {
            StatusCode = failure.StatusCode,
            Error = failure.Error,
            ExceptionName = failure.ExceptionName,
            Description = failure.Description,
            RetryAfter = failure.RetryAfter,
            MayHaveBeenSent = false,
        };
    }
}
