using System.Runtime.InteropServices;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>A push as the far side understood it.</summary>
internal sealed record PushRequest(IReadOnlyList<string> Targets, byte[] Message)
{
    public const int MaxTargets = 100;

    /// <summary>Reads the body of <c>push/single</c>. Where the documents are silent, we guess.</summary>
    public static async Task<Checked<PushRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return new Checked<PushRequest>.Refused(FarSideError.NotJson);

        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            return Read(body.RootElement);
        }
        catch (JsonException notJson)
        {
            return new Checked<PushRequest>.Refused(FarSideError.Unparsable(notJson.Message));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Checked<PushRequest>.Refused(FarSideError.TooLarge);
        }
    }

    private static Checked<PushRequest> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return Illegal("The body must be an object.");
        if (!body.TryGetProperty("targets", out var targets) || targets.ValueKind != JsonValueKind.Array)
            return Illegal("targets must be an array of user ids.");
        if (targets.GetArrayLength() is var count and (0 or > MaxTargets))
            return Illegal($"targets has {count} user ids; 1 to {MaxTargets} are allowed.");
        if (targets.EnumerateArray().Any(IsEmpty))
            return Illegal("targets must hold user ids only.");
        if (body.TryGetProperty("strategy", out var strategy) && !IsStrategy(strategy))
            return Illegal($"strategy is {strategy.GetRawText()}; 0 to 4 is allowed.");
        if (!body.TryGetProperty("pushMessage", out var message) || !MessageCheck.IsGood(message))
            return new Checked<PushRequest>.Refused(FarSideError.BadMessage);

        return new Checked<PushRequest>.Good(new(
            [.. targets.EnumerateArray().Select(target => target.GetString()!)],
            JsonMarshal.GetRawUtf8Value(message).ToArray()));
    }

    private static Checked<PushRequest>.Refused Illegal(string why) => new(FarSideError.IllegalArgument(why));

    private static bool IsEmpty(JsonElement target) =>
        target.ValueKind != JsonValueKind.String || target.GetString()!.Length == 0;

    private static bool IsStrategy(JsonElement strategy) =>
        strategy.ValueKind == JsonValueKind.Number && strategy.TryGetInt32(out var number) && number is >= 0 and <= 4;
}
