using System.Net.Http.Headers;

namespace AgoraChat.Push;

/// <summary>Turns an answer that is not 2xx into what it means. The status decides first, then the texts.</summary>
/// <remarks>Source: "HTTP status codes", and the push service's own error table.</remarks>
internal static class Refusals
{
    public static AgoraChatException Read(
        string endpoint, int status, RetryConditionHeaderValue? retryAfter, ReadOnlyMemory<byte> answer,
        DateTimeOffset now)
    {
        var body = ErrorBody.Read(answer);
        var kind = Kind(status, body);
        var said = $"{endpoint} was answered with {status} {body}".TrimEnd('.', ' ');
        return new AgoraChatException(kind, $"{said}. {Advice(kind)}")
        {
            StatusCode = status,
            Error = body.Error,
            ExceptionName = body.ExceptionName,
            Description = body.Description,
            RetryAfter = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? Max(date - now, TimeSpan.Zero) : null),
            MayHaveBeenSent = status >= 500 && kind != AgoraChatErrorKind.Throttled,
        };
    }

    private static AgoraChatErrorKind Kind(int status, ErrorBody body) => status switch
    {
        400 when body.Says("too many queries") => AgoraChatErrorKind.Throttled,
        400 when body.Is("ResourceNotFoundException") || body.Is("EntityNotFoundException")
            || body.Is("RequiredPropertyNotFoundException") => AgoraChatErrorKind.NotFound,
        401 => AgoraChatErrorKind.Unauthorized,
        403 when body.Is("LimitException") || body.Says("limit request") => AgoraChatErrorKind.TaskLimit,
        404 => AgoraChatErrorKind.NotFound,
        408 or 409 => AgoraChatErrorKind.Unavailable,
        429 when body.Is("resource_limited") || body.Says("exceeded the limit of the") =>
            AgoraChatErrorKind.QuotaExhausted,
        429 => AgoraChatErrorKind.Throttled,
        500 when body.Is("no_full_text_index") || body.Is("unsupported_service_operation")
            || body.Is("web_application") => AgoraChatErrorKind.Refused,
        501 => AgoraChatErrorKind.Refused,
        // Old clusters throttle with 503; a gateway's 503 does not speak of frequency.
        503 when body.Is("reach_limit") || body.Says("frequency") || body.Says("api limit") =>
            AgoraChatErrorKind.Throttled,
        >= 500 => AgoraChatErrorKind.Unavailable,
        _ => AgoraChatErrorKind.Refused,
    };

    private static string Advice(AgoraChatErrorKind kind) => kind switch
    {
        AgoraChatErrorKind.Throttled => "Nothing was sent; call more slowly and try again later.",
        AgoraChatErrorKind.QuotaExhausted => "The plan is used up; waiting does not help, a larger plan does.",
        AgoraChatErrorKind.TaskLimit => "Nothing was sent; try again when running tasks have ended, in minutes.",
        AgoraChatErrorKind.Unauthorized => "Check the app id, the certificate or the token, and this machine's clock.",
        AgoraChatErrorKind.NotFound => "Check the address, OrgName and AppName or AppId, and the names in the call.",
        AgoraChatErrorKind.Unavailable => "Try again later.",
        _ => "The same call will be refused again; change it, or what the app is allowed to do.",
    };

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
