using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary><c>POST token</c>: a token of the far side's own for a 007 token, or for a client id and secret.</summary>
internal static class TokenGrants
{
    /// <summary>60 days; the documents leave it to the console.</summary>
    private const long UsualSeconds = 60 * 24 * 3_600;

    /// <summary>A thousand years: who wants longer wants for ever.</summary>
    private const long MostSeconds = 1_000L * 365 * 24 * 3_600;

    public static Reply Post(EndpointCall call) => call.Body.Text("grant_type") switch
    {
        "agora" => Exchange(call),
        "client_credentials" => GiveToClient(call),
        null => Reply.Illegal("grant_type must be provided"),
        var other => Reply.Illegal($"grant_type is {other}; agora and client_credentials are allowed."),
    };

    /// <summary>The new token is good for what the 007 token is good for, as long as that.</summary>
    private static Reply Exchange(EndpointCall call)
    {
        if (call.Token is null)
            return Reply.Refuse(FarSideError.Unauthorized);
        return call.FarSide.Tokens.Read007(call.Token) switch
        {
            Checked<BearerToken>.Refused refused => Reply.Refuse(refused.Error),
            Checked<BearerToken>.Good good => Issue(call, good.Value, json =>
                json.WriteNumber("expire_timestamp", good.Value.ExpiresAt.ToUnixTimeMilliseconds())),
            var other => throw new InvalidOperationException($"{other} is no reading."),
        };
    }

    private static Reply GiveToClient(EndpointCall call)
    {
        var options = call.FarSide.Options;
        if (call.Body.Text("client_id") is not { Length: > 0 } id)
            return Reply.Illegal("client_id must be provided.");
        if (call.Body.Text("client_secret") is not { Length: > 0 } secret)
            return Reply.Illegal("client_secret must be provided");
        if (id != options.ClientId)
            return Reply.Refuse(FarSideError.InvalidGrant("client_id does not match"));
        if (secret != options.ClientSecret)
            return Reply.Refuse(FarSideError.InvalidGrant("client_secret does not match"));
        if (Seconds(call.Body) is not { } seconds)
            return Reply.Illegal("ttl must be a number of seconds, 0 (for ever) or more.");

        var expiresAt = call.At.AddSeconds(seconds is 0 or > MostSeconds ? MostSeconds : seconds);
        return Issue(call, new(null, expiresAt), json =>
        {
            json.WriteNumber("expires_in", seconds);
            json.WriteString("application", options.ApplicationId);
        });
    }

    private static long? Seconds(JsonElement body)
    {
        if (body.Member("ttl") is not { } ttl)
            return UsualSeconds;
        return ttl.ValueKind == JsonValueKind.Number && ttl.TryGetInt64(out var seconds) && seconds >= 0
            ? seconds
            : null;
    }

    private static Reply.Good Issue(EndpointCall call, BearerToken token, Action<Utf8JsonWriter> writeRest)
    {
        var text = call.FarSide.Tokens.Issue(token);
        return new((json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("access_token", text);
            writeRest(json);
            json.WriteEndObject();
        });
    }
}
