using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace AgoraChat.Push;

/// <summary>Makes calls with a good token, within their deadline; all groups of the client stand on it.</summary>
internal sealed class FarSide(Transport transport, AgoraChatOptions options, TokenSource tokens, TimeProvider time)
{
    private readonly TimeSpan _timeout = options.CallTimeout;
    private readonly ResiliencePipeline _pipeline = CallPipeline.Build(options, tokens, time);

    /// <summary>Sees to it that the next call need not wait for a token.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken) =>
        await tokens.GetAsync(cancellationToken);

    /// <returns>The JSON of a 2xx answer.</returns>
    public async Task<JsonElement> CallAsync(FarSideCall call, CancellationToken cancellationToken)
    {
        var isBegun = false;
        // All that is awaited here goes on where the caller runs; between them the pipeline must, too.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(
                attempt => AttemptAsync(call, () => isBegun = true, attempt.CancellationToken), context);
        }
        catch (TimeoutRejectedException late)
        {
            throw isBegun
                ? NoAnswers.After(
                    call.Endpoint, $"got no answer within {_timeout.TotalSeconds:0.###} s (CallTimeout)", late)
                : NoAnswers.WithoutToken(call.Endpoint, _timeout, late);
        }
        catch (BrokenCircuitException broken)
        {
            throw NoAnswers.NotTried(call.Endpoint, broken.RetryAfter, broken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <returns>The member <c>data</c> (or another) of the answer, typed.</returns>
    public async Task<T> CallAsync<T>(
        FarSideCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken, string member = "data")
    {
        var answer = await CallAsync(call, cancellationToken);
        return Answers.Read(call.Endpoint, Answers.Member(call.Endpoint, answer, member), type);
    }

    private async ValueTask<JsonElement> AttemptAsync(
        FarSideCall call, Action begin, CancellationToken cancellationToken)
    {
        var token = call.Token ?? await tokens.GetAsync(cancellationToken);
        begin();
        if (call.Token is not null)
            return await transport.SendAsync(call, token, cancellationToken);

        try
        {
            return await transport.SendAsync(call, token, cancellationToken);
        }
        catch (AgoraChatException refused) when (refused.Kind == AgoraChatErrorKind.Unauthorized)
        {
            tokens.Invalidate(token);
            refused.TokenWasDropped = true;
            throw;
        }
    }
}
