using System.Buffers;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Reads the JSON body of a call.</summary>
internal static class JsonBody
{
    /// <param name="request">The call.</param>
    /// <param name="limit">The most bytes that are taken.</param>
    /// <param name="cancellationToken">The caller hung up.</param>
    public static async Task<Checked<JsonElement>> ReadAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return new Checked<JsonElement>.Refused(FarSideError.NotJson);
        if (request.ContentLength > limit)
            return new Checked<JsonElement>.Refused(FarSideError.TooLarge);

        try
        {
            var body = await request.BodyReader.ReadAtLeastAsync(limit + 1, cancellationToken);
            var bytes = body.Buffer.ToArray();
            request.BodyReader.AdvanceTo(body.Buffer.End);
            if (bytes.Length > limit)
                return new Checked<JsonElement>.Refused(FarSideError.TooLarge);
            var json = JsonElement.Parse(bytes);
            ReadTexts(json);
            return new Checked<JsonElement>.Good(json);
        }
        catch (InvalidOperationException notUnicode)
        {
            return new Checked<JsonElement>.Refused(FarSideError.Unparsable(notUnicode.Message));
        }
        catch (JsonException notJson)
        {
            return new Checked<JsonElement>.Refused(FarSideError.Unparsable(notJson.Message));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Checked<JsonElement>.Refused(FarSideError.TooLarge);
        }
    }

    // Half of a surrogate pair is JSON, and shows only when somebody reads it.
    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }
}
