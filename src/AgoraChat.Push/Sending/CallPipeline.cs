using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace AgoraChat.Push;

/// <summary>What stands around one attempt, from the outside in: the deadline, a new token, a new connection.</summary>
internal static class CallPipeline
{
    public static ResiliencePipeline Build(AgoraChatOptions options, TokenSource tokens, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.CallTimeout });

        if (options.RepeatAfterUnauthorized && tokens.CanRenew)
            builder.AddRetry(Once(failure => failure.Kind == AgoraChatErrorKind.Unauthorized));

        return builder
            .AddRetry(Once(failure => failure.FailedConnectingAfter < options.ReconnectWithin))
            .Build();
    }

    private static RetryStrategyOptions Once(Func<AgoraChatException, bool> when) => new()
    {
        MaxRetryAttempts = 1,
        Delay = TimeSpan.Zero,
        ShouldHandle = new PredicateBuilder().Handle(when),
    };
}
