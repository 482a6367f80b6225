using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.Timeout;

namespace AgoraChat.Push;

/// <summary>Makes one call: address, token, deadline; turns failures into <see cref="AgoraChatException"/>.</summary>
internal sealed class FarSide(HttpClient http, AgoraChatOptions options, TokenSource tokens, TimeProvider time)
{
    /// <summary>Far more than 100 users' answers; a longer one is no answer of the far side.</summary>
    private const int MaxAnswerBytes = 4 * 1_024 * 1_024;

    private readonly Uri _base = options.Base();
    private readonly TimeSpan _timeout = options.CallTimeout;
    private readonly ResiliencePipeline _pipeline = CallPipeline.Build(options, tokens, time);

    /// <returns>The JSON of a 2xx answer.</returns>
    public async Task<JsonElement> CallAsync(
        HttpMethod method, string path, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(token => AttemptAsync(method, path, body, token), cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw NoAnswers.After(path, $"got no answer within {_timeout.TotalSeconds:0.###} s (CallTimeout)", late);
        }
    }

    private async ValueTask<JsonElement> AttemptAsync(
        HttpMethod method, string path, byte[] body, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        using var content = new WatchedContent(body);
        using var request = new HttpRequestMessage(method, new Uri(_base, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        var start = time.GetTimestamp();
        try
        {
            using var response =
                await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
                return await ReadAnswerAsync(path, response, cancellationToken);

            var refusal = await ReadRefusalAsync(path, response, cancellationToken);
            if (refusal.Kind == AgoraChatErrorKind.Unauthorized)
                tokens.Invalidate(token);
            throw refusal;
        }
        catch (Exception failure) when (NoAnswers.IsOne(failure, cancellationToken))
        {
            throw NoAnswers.Read(path, failure, content.WasWritten, time.GetElapsedTime(start));
        }
    }

    private static async Task<JsonElement> ReadAnswerAsync(
        string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException notJson)
        {
            var what = $"was answered with {(int)response.StatusCode} and a body that is not JSON";
            throw NoAnswers.After(path, what, notJson);
        }
    }

    // The status alone says enough: a body that breaks off changes nothing.
    private async Task<AgoraChatException> ReadRefusalAsync(
        string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] body;
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
            body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception failure) when (NoAnswers.IsOne(failure, cancellationToken))
        {
            body = [];
        }

        return Refusals.Read(path, (int)response.StatusCode, response.Headers.RetryAfter, body, time.GetUtcNow());
    }
}
