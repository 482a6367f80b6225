using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace AgoraChat.Push;

/// <summary>
/// What stands around one attempt, from the outside in: the circuit breaker, the deadline, a new token, a new
/// connection.
/// </summary>
internal static class CallPipeline
{
    public static ResiliencePipeline Build(AgoraChatOptions options, TokenSource tokens, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.BreakFor > TimeSpan.Zero)
            builder.AddCircuitBreaker(Breaker(options.BreakFor));

        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.CallTimeout });
        if (options.RepeatAfterUnauthorized && tokens.CanRenew)
            builder.AddRetry(Once(failure => failure.TokenWasDropped));

        return builder
            .AddRetry(Once(failure => failure.FailedConnectingAfter < options.ReconnectWithin))
            .Build();
    }

    // Only a far side that is down for nearly everyone: one that fails now and then is worth its slots.
    private static CircuitBreakerStrategyOptions Breaker(TimeSpan pause) => new()
    {
        FailureRatio = 0.9,
        MinimumThroughput = 20,
        SamplingDuration = TimeSpan.FromSeconds(10),
        BreakDuration = pause,
        ShouldHandle = new PredicateBuilder()
            .Handle<TimeoutRejectedException>()
            .Handle<AgoraChatException>(failure =>
                failure.Kind is AgoraChatErrorKind.Unavailable or AgoraChatErrorKind.Unknown),
    };

    private static RetryStrategyOptions Once(Func<AgoraChatException, bool> when) => new()
    {
        MaxRetryAttempts = 1,
        Delay = TimeSpan.Zero,
        ShouldHandle = new PredicateBuilder().Handle(when),
    };
}
