using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PushFunctions.Egress;
using PushFunctions.Notices;
using PushFunctions.Signing;
using PushFunctions.Storage;

namespace PushFunctions.Callbacks;

/// <summary>
/// Makes one call, signed as Standard Webhooks with the time of this try. The answer's status is all that is looked at.
/// </summary>
/// <param name="connections">How connections are made, and what they may lead to.</param>
/// <param name="time">Tells when it is signed, and when it has taken too long.</param>
public sealed class CallbackCaller(HttpMessageHandler connections, TimeProvider time)
{
    /// <summary>From the name's lookup to the answer's headers.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private static readonly ProductInfoHeaderValue Agent = new("PushFunctions", productVersion: null);

    public async Task<CallbackAnswer> PostAsync(Callback callback, Notice notice, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var http = new HttpMessageInvoker(connections, disposeHandler: false);
        using var request = Request(callback, notice);
        try
        {
            using var answer = await http.SendAsync(request, either.Token);
            return Read(answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CallbackAnswer.Failed(
                string.Create(CultureInfo.InvariantCulture, $"there was no answer within {Timeout.TotalSeconds:0} s"));
        }
        catch (HttpRequestException failure)
        {
            return new CallbackAnswer.Failed(failure.GetBaseException() is RefusedAddressException refused
                ? $"it was not called: {refused.Message}"
                : $"there was no answer: {failure.GetBaseException().Message}");
        }
    }

    private HttpRequestMessage Request(Callback callback, Notice notice)
    {
        var body = Encoding.UTF8.GetBytes(notice.Body);
        var now = StandardWebhooks.TimeOf(time.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add(StandardWebhooks.IdHeader, notice.Id);
        request.Headers.Add(StandardWebhooks.TimeHeader, now);
        request.Headers.TryAddWithoutValidation(
            StandardWebhooks.SignatureHeader, StandardWebhooks.Sign(callback.Keys, notice.Id, now, body));
        return request;
    }

    private CallbackAnswer Read(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            _ when answer.IsSuccessStatusCode => new CallbackAnswer.Taken(status),
            HttpStatusCode.Gone => new CallbackAnswer.Gone(),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                new CallbackAnswer.Failed($"it answered {status}", RetryAfter(answer)),
            _ when status is >= 300 and < 400 => new CallbackAnswer.Failed(
                $"it answered {status}, and redirects are not followed; set the address that it leads to"),
            _ => new CallbackAnswer.Failed($"it answered {status}"),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } moment } => moment - time.GetUtcNow(),
        _ => null,
    };
}
