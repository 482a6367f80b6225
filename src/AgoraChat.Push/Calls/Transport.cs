using System.Net.Http.Headers;
using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Makes one attempt at a call; turns failures into <see cref="AgoraChatException"/>.</summary>
internal sealed class Transport(HttpClient http, Uri baseAddress, TimeProvider time)
{
    /// <summary>Far more than 100 users' answers; a longer one is no answer of the far side.</summary>
    private const int MaxAnswerBytes = 4 * 1_024 * 1_024;

    /// <param name="call">What to call.</param>
    /// <param name="bearer">The token; null for the calls that get one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The JSON of a 2xx answer.</returns>
    public async ValueTask<JsonElement> SendAsync(FarSideCall call, string? bearer, CancellationToken cancellationToken)
    {
        using var content = call.Body is { } body ? new WatchedContent(body, call.Departure, time) : null;
        using var request =
            new HttpRequestMessage(call.Method, new Uri(baseAddress, call.Path)) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        var start = time.GetTimestamp();
        try
        {
            using var response =
                await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? await ReadAnswerAsync(call.Endpoint, response, cancellationToken)
                : throw await ReadRefusalAsync(call.Endpoint, response, cancellationToken);
        }
        catch (Exception failure) when (NoAnswers.IsOne(failure, cancellationToken))
        {
            throw NoAnswers.Read(call.Endpoint, failure, content?.WasWritten == true, time.GetElapsedTime(start));
        }
    }

    private static async Task<JsonElement> ReadAnswerAsync(
        string endpoint, HttpResponseMessage response, CancellationToken cancellationToken)
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
            throw NoAnswers.After(endpoint, what, notJson);
        }
    }

    // The status alone says enough: a body that breaks off changes nothing.
    private async Task<AgoraChatException> ReadRefusalAsync(
        string endpoint, HttpResponseMessage response, CancellationToken cancellationToken)
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

        return Refusals.Read(endpoint, (int)response.StatusCode, response.Headers.RetryAfter, body, time.GetUtcNow());
    }
}
